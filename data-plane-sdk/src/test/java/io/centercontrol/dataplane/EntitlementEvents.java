package io.centercontrol.dataplane;

import io.centercontrol.events.plans.Entitlement;
import io.centercontrol.events.plans.EntitlementLayer;
import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.events.plans.MeterPeriod;
import io.centercontrol.events.plans.Plan;
import io.centercontrol.events.plans.PlanKind;
import io.centercontrol.events.plans.PlanStatus;
import io.centercontrol.events.plans.PlanVersion;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Events of plans and entitlements as their owner writes them. Every field is set: Quarkus's tests have two Avros. */
public final class EntitlementEvents {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

    private EntitlementEvents() {}

    /** What a tenant is entitled to, at a version. */
    public static io.centercontrol.events.plans.Entitlements of(TenantId id, long version, Entitlements said) {
        var plan = Objects.requireNonNull(said.plan());
        return io.centercontrol.events.plans.Entitlements.newBuilder()
                .setChange(Events.change(id.toString(), version, "entitlements.changed"))
                .setTenantId(id.value())
                .setPlan(plan.key())
                .setPlanVersion(plan.version())
                .setPlanName(plan.name())
                .setPlanSince(TIME)
                .setTrial(false)
                .setValues(said.all().stream()
                        .map(grant -> Entitlement.newBuilder()
                                .setGrant(of(grant))
                                .setDecidedBy(EntitlementLayer.PLAN)
                                .build())
                        .toList())
                .setAddOns(List.of())
                .setOverrides(List.of())
                .setScheduled(List.of())
                .setUpdatedAt(TIME)
                .build();
    }

    /** A plan whose published versions, from 1, offer this; a draft without bounds follows them. */
    public static Plan plan(String key, long version, Entitlements... published) {
        var versions = new ArrayList<PlanVersion>();
        for (var offer : published) {
            versions.add(version(versions.size() + 1, PlanStatus.PUBLISHED, offer));
        }
        versions.add(version(versions.size() + 1, PlanStatus.DRAFT, published[0]));
        return Plan.newBuilder()
                .setChange(Events.change(key, version, "plan.changed"))
                .setKey(key)
                .setName("Plan " + key)
                .setKind(PlanKind.PLAN)
                .setOnlyFor(null)
                .setVersions(versions)
                .setUpdatedAt(TIME)
                .build();
    }

    private static PlanVersion version(int number, PlanStatus status, Entitlements offer) {
        return PlanVersion.newBuilder()
                .setNumber(number)
                .setStatus(status)
                .setGrants(offer.all().stream().map(EntitlementEvents::of).toList())
                .setPrice(null)
                .setTrialDays(0)
                .setAfterTrial(null)
                .setPublishedAt(TIME)
                .build();
    }

    /** A grant as it is on the wire. */
    public static io.centercontrol.events.plans.Grant of(Grant grant) {
        var event = io.centercontrol.events.plans.Grant.newBuilder()
                .setFeature(grant.feature())
                .setOn(false)
                .setUnlimited(false)
                .setMost(0)
                .setHard(true)
                .setPeriod(MeterPeriod.NONE);
        return switch (grant) {
            case Grant.Switch on ->
                event.setKind(FeatureKind.SWITCH).setOn(on.on()).build();
            case Grant.Limit limit ->
                event.setKind(FeatureKind.LIMIT)
                        .setUnlimited(limit.most() == Grant.UNLIMITED)
                        .setMost(limit.most() == Grant.UNLIMITED ? 0 : limit.most())
                        .setHard(limit.hard())
                        .build();
            case Grant.Meter meter ->
                event.setKind(FeatureKind.METER)
                        .setUnlimited(meter.amount() == Grant.UNLIMITED)
                        .setMost(meter.amount() == Grant.UNLIMITED ? 0 : meter.amount())
                        .setPeriod(MeterPeriod.valueOf(meter.period().name()))
                        .build();
        };
    }
}
