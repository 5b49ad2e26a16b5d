package io.centercontrol.plans.subscription.kafka;

import io.centercontrol.events.plans.AddOnUse;
import io.centercontrol.events.plans.Entitlement;
import io.centercontrol.events.plans.EntitlementLayer;
import io.centercontrol.events.plans.EntitlementOverride;
import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.plans.ScheduledPlan;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.ChangeRecords;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.plans.catalog.kafka.GrantRecords;
import io.centercontrol.plans.subscription.EventEncoder;
import io.centercontrol.plans.subscription.Subscriptions.Decided;
import io.centercontrol.plans.subscription.model.Assignment;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.Timeline;
import io.centercontrol.plans.subscription.model.Value;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What happened to a subscription as the Avro record of {@code cc.entitlements.v1}. */
@ApplicationScoped
class EntitlementsEventCodec implements EventEncoder {
    private static final String SERVICE = "plan-service";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AvroWire wire;
    private final ChangeRecords changes;

    EntitlementsEventCodec(AvroWire wire, ChangeRecords changes) {
        this.wire = wire;
        this.changes = changes;
    }

    void prepare(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        wire.prepareNow(Contract.ENTITLEMENTS, PATIENCE);
    }

    @Override
    public OutboxEvent entitlements(Decided decided) {
        var subscription = decided.change().next().subscription();
        return new OutboxEvent(
                decided.eventId(),
                wire.name(Contract.ENTITLEMENTS),
                subscription.tenant().toString(),
                decided.change().type(),
                subscription.tenant().value(),
                subscription.version(),
                SERVICE,
                subscription.updatedAt(),
                wire.encode(Contract.ENTITLEMENTS, record(decided)));
    }

    @Override
    public OutboxEvent erased(UUID eventId, TenantId tenant, long version, Instant now) {
        return new OutboxEvent(
                eventId,
                wire.name(Contract.ENTITLEMENTS),
                tenant.toString(),
                "subscription.erased",
                tenant.value(),
                version,
                SERVICE,
                now,
                null);
    }

    private Entitlements record(Decided decided) {
        var entitled = decided.change().next();
        var subscription = entitled.subscription();
        var now = entitled.now();
        var moment = subscription.moment();
        return Entitlements.newBuilder()
                .setChange(changes.of(
                        decided.eventId(),
                        subscription.tenant().toString(),
                        subscription.version(),
                        decided.change(),
                        decided.cause(),
                        subscription.updatedAt()))
                .setTenantId(subscription.tenant().value())
                .setPlan(now.assignment().plan().plan())
                .setPlanVersion(now.assignment().plan().version())
                .setPlanName(entitled.planName())
                .setPlanSince(now.from())
                .setTrial(now.assignment().kind() == Assignment.Kind.TRIAL)
                .setValues(values(entitled))
                .setAddOns(subscription.addOnsAt(moment).stream()
                        .map(use -> new AddOnUse(use.addOn().plan(), use.addOn().version(), use.from(), use.until()))
                        .toList())
                .setOverrides(subscription.overridesAt(moment).entrySet().stream()
                        .map(entry -> new EntitlementOverride(
                                GrantRecords.of(entry.getKey(), entry.getValue().grant()),
                                entry.getValue().from(),
                                entry.getValue().expiresAt()))
                        .toList())
                .setScheduled(subscription.timeline().scheduled(moment).stream()
                        .map(EntitlementsEventCodec::scheduled)
                        .toList())
                .setUpdatedAt(subscription.updatedAt())
                .build();
    }

    private static List<Entitlement> values(Entitled entitled) {
        return entitled.values().stream()
                .map((Value value) -> new Entitlement(
                        GrantRecords.of(value.feature(), value.grant()),
                        EntitlementLayer.valueOf(value.decidedBy().name())))
                .toList();
    }

    private static ScheduledPlan scheduled(Timeline.Segment segment) {
        var plan = segment.assignment().plan();
        return new ScheduledPlan(segment.from(), plan.plan(), plan.version());
    }
}
