package io.centercontrol.dataplane.wire;

import io.centercontrol.dataplane.RateLimit;
import io.centercontrol.events.Change;
import io.centercontrol.events.limits.LimitStage;
import io.centercontrol.kernel.TenantId;

/** Reads records of {@code cc.limits.v1}. */
public final class RateLimitReader extends StateReader<io.centercontrol.events.limits.RateLimit, RateLimit> {
    /** Reads with what the book knows. */
    public RateLimitReader(SchemaBook schemas) {
        super(
                schemas,
                KeyForm.NAME,
                io.centercontrol.events.limits.RateLimit.class,
                io.centercontrol.events.limits.RateLimit.getClassSchema());
    }

    @Override
    String id(io.centercontrol.events.limits.RateLimit read) {
        return read.getId();
    }

    @Override
    Change change(io.centercontrol.events.limits.RateLimit read) {
        return read.getChange();
    }

    /** A stage that this SDK has never heard of refuses nothing. */
    @Override
    RateLimit value(io.centercontrol.events.limits.RateLimit read) throws Poison {
        try {
            var tenant = read.getTenantId();
            return new RateLimit(
                    tenant == null ? null : new TenantId(tenant),
                    tenant == null ? read.getPlan() : null,
                    read.getCallClass(),
                    read.getPermits(),
                    read.getPerSeconds(),
                    read.getBurst(),
                    read.getStage() == LimitStage.ENFORCE,
                    read.getExpiresAt(),
                    read.getRemoved());
        } catch (IllegalArgumentException e) {
            throw new Poison(String.valueOf(e.getMessage()));
        }
    }
}
