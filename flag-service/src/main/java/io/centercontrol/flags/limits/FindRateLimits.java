package io.centercontrol.flags.limits;

import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone looks for rate limits. */
@ApplicationScoped
public class FindRateLimits {
    private final RateLimits limits;

    FindRateLimits(RateLimits limits) {
        this.limits = limits;
    }

    /** What is looked for. */
    public record Command(
            RateLimitFilter filter, int limit, @Nullable String cursor) {}

    /** One page, by id. */
    public Uni<Page<Kept>> run(Command command) {
        return limits.find(command.filter(), command.limit(), command.cursor());
    }
}
