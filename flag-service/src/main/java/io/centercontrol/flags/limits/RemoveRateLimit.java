package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.flags.limits.model.RateLimitRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A rate limit shall hold no more. It can be set again. */
@ApplicationScoped
public class RemoveRateLimit {
    private final AlterRateLimit alter;
    private final Clock clock;

    RemoveRateLimit(AlterRateLimit alter, Clock clock) {
        this.alter = alter;
        this.clock = clock;
    }

    /**
     * Which one.
     *
     * @param expectedVersion null when it does not matter
     */
    public record Command(LimitKey key, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Removes; refuses when there is none that holds. */
    public Uni<Altered> run(Command command) {
        return alter.run(command.key(), command.cause(), found -> {
            if (found == null) {
                throw RateLimitRefusals.notFound(command.key());
            }
            KnownVersions.check(command.expectedVersion(), found);
            return found.remove(clock.instant());
        });
    }
}
