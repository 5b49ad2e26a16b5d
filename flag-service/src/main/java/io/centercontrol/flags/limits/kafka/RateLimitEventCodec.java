package io.centercontrol.flags.limits.kafka;

import io.centercontrol.events.limits.LimitStage;
import io.centercontrol.flags.limits.EventEncoder;
import io.centercontrol.flags.limits.model.Holder;
import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.ChangeRecords;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of a rate limit as the Avro record of {@code cc.limits.v1}. */
@ApplicationScoped
class RateLimitEventCodec implements EventEncoder {
    private static final String SERVICE = "flag-service";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AvroWire wire;
    private final ChangeRecords changes;

    RateLimitEventCodec(AvroWire wire, ChangeRecords changes) {
        this.wire = wire;
        this.changes = changes;
    }

    void prepare(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        wire.prepareNow(Contract.LIMITS, PATIENCE);
    }

    @Override
    public OutboxEvent encode(UUID eventId, Change<RateLimit> change, Cause cause) {
        var limit = change.next();
        return new OutboxEvent(
                eventId,
                wire.name(Contract.LIMITS),
                limit.key().id(),
                change.type(),
                tenant(limit.key()),
                limit.version(),
                SERVICE,
                limit.updatedAt(),
                wire.encode(Contract.LIMITS, record(eventId, change, cause)));
    }

    @Override
    public OutboxEvent erased(UUID eventId, LimitKey key, long version, Instant now) {
        return new OutboxEvent(
                eventId,
                wire.name(Contract.LIMITS),
                key.id(),
                "rate-limit.erased",
                tenant(key),
                version,
                SERVICE,
                now,
                null);
    }

    private io.centercontrol.events.limits.RateLimit record(UUID eventId, Change<RateLimit> change, Cause cause) {
        var limit = change.next();
        var key = limit.key();
        var terms = limit.terms();
        return io.centercontrol.events.limits.RateLimit.newBuilder()
                .setChange(changes.of(eventId, key.id(), limit.version(), change, cause, limit.updatedAt()))
                .setId(key.id())
                .setTenantId(tenant(key))
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

    private static @Nullable UUID tenant(LimitKey key) {
        return key.holder() instanceof Holder.OfTenant(var tenant) ? tenant.value() : null;
    }
}
