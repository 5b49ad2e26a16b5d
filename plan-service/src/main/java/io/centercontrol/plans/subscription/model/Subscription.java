package io.centercontrol.plans.subscription.model;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.plans.catalog.model.Grant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a tenant has been given: its plans over time, its add-ons, and what it has instead. Everything that an
 * entitlement depends on, but for the catalog. What is over stays in it, so that any moment of the past can be asked for.
 *
 * <p>A move is taken to be made at the latest moment that the timeline has ever seen; see {@link Timeline}.
 *
 * @param addOns in the order in which they were given
 * @param overrides by feature key, in the order in which they were set
 * @param version rises by one with each change, from 1
 */
public record Subscription(
        TenantId tenant,
        Timeline timeline,
        List<AddOnUse> addOns,
        Map<String, List<TenantOverride>> overrides,
        long version,
        Instant updatedAt) {
    public Subscription {
        addOns = List.copyOf(addOns);
        var sorted = new TreeMap<String, List<TenantOverride>>();
        overrides.forEach((feature, all) -> sorted.put(feature, List.copyOf(all)));
        overrides = Collections.unmodifiableMap(sorted);
    }

    /** A tenant is there, and has a plan since its registration. */
    public static Change<Subscription> begin(
            TenantId tenant, Instant registeredAt, PlanRef plan, Cause cause, Instant now) {
        var first = new Assignment(
                plan, Assignment.Kind.REGISTRATION, now, cause.actor().id(), cause.reason());
        var timeline = Timeline.begin(registeredAt, first).seen(now);
        return new Change<>(
                new Subscription(tenant, timeline, List.of(), Map.of(), 1, now),
                "subscription.begun",
                List.of(new FieldChange("/plan", null, plan.toString())));
    }

    /** Another plan from now on. What was scheduled was meant for the plan before, and is dropped. */
    public Change<Subscription> assign(PlanRef plan, Cause cause, Instant now) {
        return assign(plan, Assignment.Kind.CHANGE, "subscription.plan-assigned", cause, now);
    }

    /** The same, because a whole group is moved. */
    public Change<Subscription> migrate(PlanRef plan, Cause cause, Instant now) {
        return assign(plan, Assignment.Kind.MIGRATION, "subscription.migrated", cause, now);
    }

    private Change<Subscription> assign(PlanRef plan, Assignment.Kind kind, String type, Cause cause, Instant now) {
        return to(with(timeline.assign(now, assignment(plan, kind, cause, now))), type, now);
    }

    /** Another plan from a moment on that is still to come. */
    public Change<Subscription> schedule(Instant at, PlanRef plan, Cause cause, Instant now) {
        var decided = assignment(plan, Assignment.Kind.CHANGE, cause, now);
        return to(with(timeline.schedule(now, at, decided)), "subscription.plan-scheduled", now);
    }

    /** A plan for a while, and another one from its end on, whatever was scheduled before. */
    public Change<Subscription> tryOut(PlanRef plan, Instant end, PlanRef afterwards, Cause cause, Instant now) {
        var trial = timeline.assign(now, assignment(plan, Assignment.Kind.TRIAL, cause, now))
                .schedule(now, end, assignment(afterwards, Assignment.Kind.TRIAL_END, cause, now));
        return to(with(trial), "subscription.trial-begun", now);
    }

    /** What is scheduled for a moment does not come. */
    public Change<Subscription> cancel(Instant at, Instant now) {
        var ending = timeline.segments().stream()
                .filter(segment -> segment.from().equals(at))
                .anyMatch(segment -> segment.assignment().kind() == Assignment.Kind.TRIAL_END);
        if (ending) {
            throw SubscriptionRefusals.endsATrial(at);
        }
        return to(with(timeline.cancel(now, at)), "subscription.schedule-cancelled", now);
    }

    /** Something else for one feature, from now on, whatever plan and add-ons give; in place of an override before. */
    public Change<Subscription> override(
            String feature, Grant grant, @Nullable Instant expiresAt, Cause cause, Instant now) {
        var moment = timeline.moment(now);
        if (expiresAt != null && !expiresAt.isAfter(moment)) {
            throw SubscriptionRefusals.expiresInThePast("/expiresAt", expiresAt, moment);
        }
        var next = endedOverride(feature, moment);
        next.add(new TenantOverride(
                grant, moment, expiresAt, cause.actor().id(), Objects.requireNonNullElse(cause.reason(), "")));
        return to(with(feature, next), "subscription.override-set", now);
    }

    /** Plan and add-ons decide again. */
    public Change<Subscription> dropOverride(String feature, Instant now) {
        var moment = timeline.moment(now);
        if (override(feature, moment) == null) {
            throw SubscriptionRefusals.noOverride(feature);
        }
        return to(with(feature, endedOverride(feature, moment)), "subscription.override-removed", now);
    }

    /** An add-on from now on; another version or end of it in place of the one before. */
    public Change<Subscription> addOn(PlanRef addOn, @Nullable Instant until, Cause cause, Instant now) {
        var moment = timeline.moment(now);
        if (until != null && !until.isAfter(moment)) {
            throw SubscriptionRefusals.expiresInThePast("/until", until, moment);
        }
        var next = endedAddOn(addOn.plan(), moment);
        next.add(
                new AddOnUse(addOn, moment, until, cause.actor().id(), Objects.requireNonNullElse(cause.reason(), "")));
        return to(with(next), "subscription.add-on-added", now);
    }

    /** Without an add-on from now on. */
    public Change<Subscription> dropAddOn(String key, Instant now) {
        var moment = timeline.moment(now);
        if (addOnsAt(moment).stream().noneMatch(use -> use.addOn().plan().equals(key))) {
            throw SubscriptionRefusals.noAddOn(key);
        }
        return to(with(endedAddOn(key, moment)), "subscription.add-on-removed", now);
    }

    /** Time has passed: what was to begin or to end until now has; null when nothing was. */
    public @Nullable Change<Subscription> advance(Instant now) {
        var due = dueAt();
        return due == null || due.isAfter(now) ? null : to(with(timeline), "subscription.advanced", now);
    }

    /** The platform's defaults are others now. */
    public Change<Subscription> withOtherDefaults(Instant now) {
        return to(with(timeline), "subscription.defaults-changed", now);
    }

    /** When time alone will change something, after all that this has seen; null for never. */
    public @Nullable Instant dueAt() {
        var seen = timeline.seenUntil();
        var ends = Stream.concat(
                addOns.stream().map(AddOnUse::until),
                overrides.values().stream().flatMap(List::stream).map(TenantOverride::expiresAt));
        return Stream.concat(Stream.of(timeline.nextChange(seen)), ends)
                .filter(moment -> moment != null && moment.isAfter(seen))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** The moment up to which this is known: its values are those of this moment. */
    public Instant moment() {
        return timeline.seenUntil();
    }

    /** What the tenant has instead for a feature at a moment; null when nothing. */
    public @Nullable TenantOverride override(String feature, Instant moment) {
        return overrides.getOrDefault(feature, List.of()).stream()
                .filter(override -> override.holdsAt(moment))
                .findFirst()
                .orElse(null);
    }

    /** The overrides that count at a moment, by feature. */
    public Map<String, TenantOverride> overridesAt(Instant moment) {
        var found = new TreeMap<String, TenantOverride>();
        overrides.forEach((feature, all) ->
                all.stream().filter(override -> override.holdsAt(moment)).forEach(one -> found.put(feature, one)));
        return found;
    }

    /** The add-ons that count at a moment. */
    public List<AddOnUse> addOnsAt(Instant moment) {
        return addOns.stream().filter(use -> use.holdsAt(moment)).toList();
    }

    /** Every version of a plan or add-on that it has, or will have as far as it is scheduled. */
    public List<PlanRef> uses() {
        var moment = moment();
        return Stream.concat(
                        timeline.segments().stream()
                                .filter(segment -> segment.until() == null
                                        || segment.until().isAfter(moment))
                                .map(segment -> segment.assignment().plan()),
                        addOnsAt(moment).stream().map(AddOnUse::addOn))
                .distinct()
                .toList();
    }

    private static Assignment assignment(PlanRef plan, Assignment.Kind kind, Cause cause, Instant now) {
        return new Assignment(plan, kind, now, cause.actor().id(), cause.reason());
    }

    private List<TenantOverride> endedOverride(String feature, Instant moment) {
        return new ArrayList<>(overrides.getOrDefault(feature, List.of()).stream()
                .map(one -> one.holdsAt(moment) ? one.endingAt(moment) : one)
                .toList());
    }

    private List<AddOnUse> endedAddOn(String key, Instant moment) {
        return new ArrayList<>(addOns.stream()
                .map(use -> use.addOn().plan().equals(key) && use.holdsAt(moment) ? use.endingAt(moment) : use)
                .toList());
    }

    private Subscription with(Timeline next) {
        return new Subscription(tenant, next, addOns, overrides, version, updatedAt);
    }

    private Subscription with(List<AddOnUse> next) {
        return new Subscription(tenant, timeline, next, overrides, version, updatedAt);
    }

    private Subscription with(String feature, List<TenantOverride> next) {
        var all = new HashMap<>(overrides);
        all.put(feature, next);
        return new Subscription(tenant, timeline, addOns, all, version, updatedAt);
    }

    private Change<Subscription> to(Subscription changed, String type, Instant now) {
        var next = new Subscription(
                tenant, changed.timeline.seen(now), changed.addOns, changed.overrides, version + 1, now);
        return new Change<>(next, type, SubscriptionDifference.between(this, next));
    }
}
