package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone asks how a rate limit came to be what it is. */
@ApplicationScoped
public class RateLimitHistory {
    private final RateLimits limits;

    RateLimitHistory(RateLimits limits) {
        this.limits = limits;
    }

    /** Which part of which history. */
    public record Command(LimitKey key, int limit, @Nullable String cursor) {}

    /** Versions, newest first, beyond removals too; refuses when there never was one. */
    public Uni<Page<LimitVersion>> run(Command command) {
        return limits.history(command.key(), command.limit(), command.cursor());
    }
}
