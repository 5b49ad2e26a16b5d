package io.centercontrol.provisioning.progress.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant service's word on whom it serves comes to, in living tenants.
 *
 * @param serves that it serves then
 * @param added of those, that it did not serve before: they are asked for
 * @param kept that it serves no more, and keeps what it has of
 * @param erased that it serves no more, and is asked to erase
 * @param dropped that were to be asked for, and never were
 * @param undecided of which what decides was not heard yet
 */
public record Effect(long serves, long added, long kept, long erased, long dropped, long undecided) {
    /** Of no tenant. */
    public static final Effect NONE = new Effect(0, 0, 0, 0, 0, 0);

    /** On one tenant more, by the same rules that will move it. */
    public Effect and(@Nullable ServiceProvisioning entry, TenantService service, TenantFacts facts, Instant now) {
        var before = entry == null ? ServiceProvisioning.unobserved(service, now) : entry;
        var after = before.placed(service, facts, Math.max(1, before.observedVersion()), false, now);
        if (after == null) {
            return plus(0, 0, 0, 0, entry == null ? 0 : 1, 0);
        }
        var moved = before.stay() != after.stay() ? 1 : 0;
        return switch (after.stay()) {
            case IN_SERVICE -> plus(1, moved, 0, 0, 0, 0);
            case KEPT -> plus(0, 0, moved, 0, 0, 0);
            case ERASING -> plus(0, 0, 0, moved, 0, 0);
            case ERASED -> this;
            case UNDECIDED -> plus(0, 0, 0, 0, 0, 1);
        };
    }

    private Effect plus(long s, long a, long k, long e, long d, long u) {
        return new Effect(serves + s, added + a, kept + k, erased + e, dropped + d, undecided + u);
    }
}
