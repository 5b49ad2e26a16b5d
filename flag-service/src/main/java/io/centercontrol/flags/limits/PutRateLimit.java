package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.model.Holder;
import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.flags.limits.model.RateLimitRefusals;
import io.centercontrol.flags.limits.model.Terms;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Expected;
import io.centercontrol.kernel.KnownVersions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A class of call is limited, or limited otherwise, for a tenant or for all of a plan. */
@ApplicationScoped
public class PutRateLimit {
    private final AlterRateLimit alter;
    private final TenantsView tenants;
    private final Clock clock;

    PutRateLimit(AlterRateLimit alter, TenantsView tenants, Clock clock) {
        this.alter = alter;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** The limit as it shall be. */
    public record Command(LimitKey key, Terms terms, Expected expected, Cause cause) {}

    /** Sets; the same makes no new version. Refuses for a tenant that is not there or leaving. */
    public Uni<Altered> run(Command command) {
        if (command.key().holder() instanceof Holder.OfTenant(var tenant)) {
            if (!tenants.isReady()) {
                throw RateLimitRefusals.notReady();
            }
            var known = tenants.find(tenant);
            if (known == null) {
                throw RateLimitRefusals.unknownTenant(tenant);
            }
            if (known.leaving()) {
                throw RateLimitRefusals.leaving(tenant);
            }
        }
        return alter.run(command.key(), command.cause(), found -> {
            compare(command, found);
            return found == null
                    ? RateLimit.introduce(command.key(), command.terms(), clock.instant())
                    : found.set(command.terms(), clock.instant());
        });
    }

    private static void compare(Command command, @Nullable RateLimit found) {
        switch (command.expected()) {
            case Expected.Nothing() -> {
                if (found != null && !found.removed()) {
                    throw RateLimitRefusals.exists(command.key());
                }
            }
            case Expected.AtVersion(var known) -> {
                if (found == null) {
                    throw RateLimitRefusals.notFound(command.key());
                }
                KnownVersions.check(known, found);
            }
            case Expected.Anything() -> {}
        }
    }
}
