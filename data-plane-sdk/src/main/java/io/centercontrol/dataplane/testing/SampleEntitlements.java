package io.centercontrol.dataplane.testing;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Grant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Entitlements for tests, feature by feature; what is said last of a feature counts.
 *
 * <pre>{@code
 * SampleEntitlements.of("standard").on("loyalty").limit("products", 100).meter("api-calls", 10_000, Period.DAY).build()
 * }</pre>
 */
public final class SampleEntitlements {
    private final Entitlements.Plan plan;
    private final Map<String, Grant> grants = new LinkedHashMap<>();

    private SampleEntitlements(Entitlements.Plan plan) {
        this.plan = plan;
    }

    /** Of the first version of a plan, with a name like its key. */
    public static SampleEntitlements of(String plan) {
        return of(new Entitlements.Plan(plan, 1, "Plan " + plan));
    }

    /** Of a plan. */
    public static SampleEntitlements of(Entitlements.Plan plan) {
        return new SampleEntitlements(plan);
    }

    /** Turns a switch on. */
    public SampleEntitlements on(String feature) {
        return with(new Grant.Switch(feature, true));
    }

    /** Turns a switch off. */
    public SampleEntitlements off(String feature) {
        return with(new Grant.Switch(feature, false));
    }

    /** Allows so many at a time, and no more. */
    public SampleEntitlements limit(String feature, long most) {
        return with(new Grant.Limit(feature, most, true));
    }

    /** Allows so many at a time, and tells of more. */
    public SampleEntitlements softLimit(String feature, long most) {
        return with(new Grant.Limit(feature, most, false));
    }

    /** Allows any number. */
    public SampleEntitlements unlimited(String feature) {
        return limit(feature, Grant.UNLIMITED);
    }

    /** Allows so much in a period. */
    public SampleEntitlements meter(String feature, long amount, Grant.Period period) {
        return with(new Grant.Meter(feature, amount, period));
    }

    /** Says something of a feature. */
    public SampleEntitlements with(Grant grant) {
        grants.put(grant.feature(), grant);
        return this;
    }

    /** The entitlements. */
    public Entitlements build() {
        return Entitlements.of(plan, grants.values());
    }
}
