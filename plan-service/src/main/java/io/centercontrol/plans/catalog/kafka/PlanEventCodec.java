package io.centercontrol.plans.catalog.kafka;

import io.centercontrol.events.plans.PlanKind;
import io.centercontrol.events.plans.PlanStatus;
import io.centercontrol.events.plans.PriceInterval;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.ChangeRecords;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.plans.catalog.EventEncoder;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.PlanVersion;
import io.centercontrol.plans.catalog.model.Price;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of a plan or an add-on as the Avro record of {@code cc.plans.v1}. */
@ApplicationScoped
class PlanEventCodec implements EventEncoder<Plan> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AvroWire wire;
    private final ChangeRecords changes;

    PlanEventCodec(AvroWire wire, ChangeRecords changes) {
        this.wire = wire;
        this.changes = changes;
    }

    /** Before the first catalog is established. */
    void prepare(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        wire.prepareNow(Contract.PLANS, PATIENCE);
    }

    @Override
    public OutboxEvent encode(UUID eventId, Change<Plan> change, Cause cause) {
        var plan = change.next();
        return new OutboxEvent(
                eventId,
                wire.name(Contract.PLANS),
                plan.key(),
                change.type(),
                null,
                plan.version(),
                "plan-service",
                plan.updatedAt(),
                wire.encode(Contract.PLANS, record(eventId, change, cause)));
    }

    private io.centercontrol.events.plans.Plan record(UUID eventId, Change<Plan> change, Cause cause) {
        var plan = change.next();
        var onlyFor = plan.onlyFor();
        return io.centercontrol.events.plans.Plan.newBuilder()
                .setChange(changes.of(eventId, plan.key(), plan.version(), change, cause, plan.updatedAt()))
                .setKey(plan.key())
                .setName(plan.name())
                .setKind(PlanKind.valueOf(plan.kind().name()))
                .setOnlyFor(onlyFor == null ? null : onlyFor.value())
                .setVersions(
                        plan.versions().stream().map(PlanEventCodec::version).toList())
                .setUpdatedAt(plan.updatedAt())
                .build();
    }

    private static io.centercontrol.events.plans.PlanVersion version(PlanVersion version) {
        var terms = version.terms();
        return io.centercontrol.events.plans.PlanVersion.newBuilder()
                .setNumber(version.number())
                .setStatus(PlanStatus.valueOf(version.status().name()))
                .setGrants(GrantRecords.of(terms.grants()))
                .setPrice(price(terms.price()))
                .setTrialDays(terms.trialDays())
                .setAfterTrial(terms.afterTrial())
                .setPublishedAt(version.publishedAt())
                .build();
    }

    private static io.centercontrol.events.plans.@Nullable Price price(@Nullable Price price) {
        return price == null
                ? null
                : new io.centercontrol.events.plans.Price(
                        price.minorUnits(),
                        price.currency(),
                        PriceInterval.valueOf(price.interval().name()));
    }
}
