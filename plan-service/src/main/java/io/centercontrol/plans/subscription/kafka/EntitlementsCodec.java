package io.centercontrol.plans.subscription.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.events.plans.AddOnUse;
import io.centercontrol.events.plans.Entitlement;
import io.centercontrol.events.plans.EntitlementLayer;
import io.centercontrol.events.plans.EntitlementOverride;
import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.plans.ScheduledPlan;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.plans.catalog.kafka.GrantRecords;
import io.centercontrol.plans.subscription.model.Assignment;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.Timeline;
import io.centercontrol.plans.subscription.model.Value;
import io.centercontrol.schemas.Contract;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What happened to a subscription as the Avro record of {@code cc.entitlements.v1}. */
@Singleton
class EntitlementsCodec extends AggregateCodec<Entitled> {
    EntitlementsCodec(CodecTools tools) {
        super(tools, Contract.ENTITLEMENTS);
    }

    @Override
    protected SpecificRecord record(Change what, Entitled entitled) {
        var subscription = entitled.subscription();
        var now = entitled.now();
        var moment = subscription.moment();
        return Entitlements.newBuilder()
                .setChange(what)
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
                        .map(EntitlementsCodec::scheduled)
                        .toList())
                .setUpdatedAt(subscription.updatedAt())
                .build();
    }

    @Override
    protected TenantId tenant(Entitled entitled) {
        return entitled.subscription().tenant();
    }

    @Override
    protected String erased() {
        return "subscription.erased";
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
