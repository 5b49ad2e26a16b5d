package io.centercontrol.flags.limits.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.events.limits.LimitStage;
import io.centercontrol.flags.limits.model.Holder;
import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.schemas.Contract;
import jakarta.inject.Singleton;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A change of a rate limit as the Avro record of {@code cc.limits.v1}. */
@Singleton
class RateLimitCodec extends AggregateCodec<RateLimit> {
    RateLimitCodec(CodecTools tools) {
        super(tools, Contract.LIMITS);
    }

    @Override
    protected SpecificRecord record(Change what, RateLimit limit) {
        var key = limit.key();
        var terms = limit.terms();
        var tenant = tenant(limit);
        return io.centercontrol.events.limits.RateLimit.newBuilder()
                .setChange(what)
                .setId(key.id())
                .setTenantId(tenant == null ? null : tenant.value())
                .setPlan(key.holder() instanceof Holder.OfPlan(var plan) ? plan : null)
                .setCallClass(key.callClass())
                .setPermits(terms.permits())
                .setPerSeconds(terms.perSeconds())
                .setBurst(terms.burst())
                .setStage(LimitStage.valueOf(terms.stage().name()))
                .setExpiresAt(terms.expiresAt())
                .setRemoved(limit.removed())
                .setUpdatedAt(limit.updatedAt())
                .build();
    }

    @Override
    protected @Nullable TenantId tenant(RateLimit limit) {
        return limit.key().holder() instanceof Holder.OfTenant(var tenant) ? tenant : null;
    }

    @Override
    protected String erased() {
        return "rate-limit.erased";
    }
}
