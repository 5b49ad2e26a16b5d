package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.flags.limits.model.RateLimitRefusals;
import io.centercontrol.kit.aggregate.Kept;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Someone looks at a rate limit. */
@ApplicationScoped
public class ShowRateLimit {
    private final RateLimits limits;

    ShowRateLimit(RateLimits limits) {
        this.limits = limits;
    }

    /** Which one. */
    public record Command(LimitKey key) {}

    /** As it stands; refuses when there is none, or none any more. */
    public Uni<Kept<RateLimit>> run(Command command) {
        return limits.find(command.key())
                .map(found -> found.filter(kept -> !kept.state().removed())
                        .orElseThrow(() -> RateLimitRefusals.notFound(command.key())));
    }
}
