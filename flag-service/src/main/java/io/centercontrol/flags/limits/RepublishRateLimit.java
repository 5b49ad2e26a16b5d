package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.model.LimitKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The newest event of a rate limit is sent again, since someone may have missed it. */
@ApplicationScoped
public class RepublishRateLimit {
    private final RateLimits limits;

    RepublishRateLimit(RateLimits limits) {
        this.limits = limits;
    }

    /** Which one. */
    public record Command(LimitKey key) {}

    /** Sends; refuses when there is none. */
    public Uni<Void> run(Command command) {
        return limits.republish(command.key());
    }
}
