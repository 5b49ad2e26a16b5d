package io.centercontrol.dataplane;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant is entitled to, as it was when it was asked for. Never changes, and tenants that are entitled to the same
 * share one: ask {@link DataPlane#entitlements} at the moment of deciding instead of keeping it.
 *
 * <p>What is not said is off, and 0.
 */
public final class Entitlements {
    /** The feature of which {@link DataPlane#mostStores} tells. */
    public static final String STORES = "stores";

    /** Of a tenant that is not known: nothing is allowed. */
    public static final Entitlements NONE = new Entitlements(null, List.of(), true);

    private final @Nullable Plan plan;
    private final List<Grant> all;
    private final boolean byDefault;
    private final boolean[] on;
    private final long[] limits;
    private final int hash;

    private Entitlements(@Nullable Plan plan, Collection<? extends Grant> grants, boolean byDefault) {
        this.plan = plan;
        this.byDefault = byDefault;
        all = grants.stream()
                .<Grant>map(grant -> grant)
                .sorted(Comparator.comparing(Grant::feature))
                .toList();
        all.forEach(grant -> FeatureNumbers.give(grant.feature()));
        on = new boolean[FeatureNumbers.count()];
        limits = new long[on.length];
        Grant before = null;
        for (var grant : all) {
            if (before != null && before.feature().equals(grant.feature())) {
                throw new IllegalArgumentException("the feature " + grant.feature() + " is granted twice");
            }
            before = grant;
            var number = FeatureNumbers.find(grant.feature());
            on[number] = grant instanceof Grant.Switch found && found.on();
            limits[number] = limit(grant);
        }
        hash = Objects.hash(plan, all, byDefault);
    }

    /**
     * The plan that a tenant has.
     *
     * @param key names it for ever
     * @param version published ones never change
     * @param name for people
     */
    public record Plan(String key, int version, String name) {}

    /**
     * As the platform has said of a tenant.
     *
     * @throws IllegalArgumentException when a feature is granted twice
     */
    public static Entitlements of(Plan plan, Collection<? extends Grant> grants) {
        return new Entitlements(plan, grants, false);
    }

    /**
     * What holds of every tenant of which the platform has not said anything here yet.
     *
     * @param plan null when there is no default plan
     * @throws IllegalArgumentException when a feature is granted twice
     */
    public static Entitlements byDefault(@Nullable Plan plan, Collection<? extends Grant> grants) {
        return new Entitlements(plan, grants, true);
    }

    /** The plan; null when none is known. */
    public @Nullable Plan plan() {
        return plan;
    }

    /** Whether this is what holds until the platform's own word on the tenant is heard here. */
    public boolean isByDefault() {
        return byDefault;
    }

    /** All that is said, by feature. */
    public List<Grant> all() {
        return all;
    }

    /** What is said of a feature; null when nothing is. */
    public @Nullable Grant find(String feature) {
        // By its place, since an iterator would be made for each question.
        for (var at = 0; at < all.size(); at++) {
            var grant = all.get(at);
            if (grant.feature().equals(feature)) {
                return grant;
            }
        }
        return null;
    }

    /** Whether a switch is on; false for a feature that is none, or of which nothing is said. */
    public boolean isOn(String feature) {
        var number = FeatureNumbers.find(feature);
        return number >= 0 && number < on.length && on[number];
    }

    /**
     * The most there may be at a time, or in a meter's period. {@link Grant#UNLIMITED}, which is {@link Long#MAX_VALUE}, when
     * there is no bound; 0 when nothing is said, and for a switch.
     */
    public long limit(String feature) {
        var number = FeatureNumbers.find(feature);
        return number >= 0 && number < limits.length ? limits[number] : 0;
    }

    /**
     * Whether one more may be had. It is as exact as {@code used} is: where no more than the limit may ever be there, count
     * under a lock of your own in the transaction that adds one.
     *
     * @param used how many there are now, or what a meter's period has seen; means nothing for a switch
     */
    public Check check(String feature, long used) {
        return check(feature, used, 1, null);
    }

    /**
     * Whether so many more may be had, where it is known what is used. {@link DataPlane#check} knows.
     *
     * @param more 0 asks whether what is used already is within the grant
     * @param asOf comes back as {@link Check#asOf}
     * @throws IllegalArgumentException when {@code more} is below 0
     */
    public Check check(String feature, long used, long more, @Nullable Instant asOf) {
        if (more < 0) {
            throw new IllegalArgumentException(more + " more; it is 0 or above");
        }
        var found = find(feature);
        return switch (found) {
            case null -> refused(feature, used, asOf);
            case Grant.Switch on when !on.on() -> refused(feature, used, asOf);
            case Grant.Switch on -> new Check(feature, true, Check.Reason.ALLOWED, 0, used, plan, asOf);
            case Grant.Limit limit -> within(feature, limit.most(), used, more, limit.hard(), asOf);
            case Grant.Meter meter -> within(feature, meter.amount(), used, more, true, asOf);
        };
    }

    private Check refused(String feature, long used, @Nullable Instant asOf) {
        var reason = byDefault ? Check.Reason.NO_ENTITLEMENTS : Check.Reason.NOT_IN_PLAN;
        return new Check(feature, false, reason, 0, used, plan, asOf);
    }

    private Check within(String feature, long most, long used, long more, boolean hard, @Nullable Instant asOf) {
        // None of it is below 0, so that nothing overflows.
        var fits = most == Grant.UNLIMITED || used <= most - more;
        var reason =
                fits ? Check.Reason.ALLOWED : hard ? Check.Reason.LIMIT_REACHED : Check.Reason.ALLOWED_OVER_SOFT_LIMIT;
        return new Check(feature, fits || !hard, reason, most, used, plan, asOf);
    }

    private static long limit(Grant grant) {
        return switch (grant) {
            case Grant.Switch on -> 0;
            case Grant.Limit limit -> limit.most();
            case Grant.Meter meter -> meter.amount();
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Entitlements that
                        && hash == that.hash
                        && byDefault == that.byDefault
                        && Objects.equals(plan, that.plan)
                        && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "Entitlements[plan=" + plan + ", byDefault=" + byDefault + ", " + all + "]";
    }
}
