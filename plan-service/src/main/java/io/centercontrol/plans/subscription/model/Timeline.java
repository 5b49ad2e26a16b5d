package io.centercontrol.plans.subscription.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which plan a tenant has at every moment from its registration on. An assignment holds until the next one begins, so there
 * is neither a gap nor an overlap that could be written down.
 *
 * <p>What has begun is history and never changes. Clocks do not only go forward: every decision is taken to be made at the
 * latest moment that this timeline has ever seen, so that a clock set back by an hour cannot undo what an hour brought.
 */
public final class Timeline {
    /** So that nobody plans a tenant's whole life, and a record stays small. */
    public static final int MOST_SCHEDULED = 12;

    private final NavigableMap<Instant, Assignment> from;
    private final Instant seenUntil;

    private Timeline(NavigableMap<Instant, Assignment> from, Instant seenUntil) {
        this.from = Collections.unmodifiableNavigableMap(from);
        this.seenUntil = seenUntil;
    }

    /** One assignment and the time that it holds for; without an end when none follows. */
    public record Segment(Instant from, @Nullable Instant until, Assignment assignment) {
        /** Whether it holds at that moment; the end is not part of it. */
        public boolean holdsAt(Instant moment) {
            return !moment.isBefore(from) && (until == null || moment.isBefore(until));
        }
    }

    /** From the registration on. */
    public static Timeline begin(Instant registeredAt, Assignment first) {
        var all = new TreeMap<Instant, Assignment>();
        all.put(registeredAt, first);
        return new Timeline(all, registeredAt);
    }

    /**
     * As it was kept.
     *
     * @param seenUntil the latest moment that it has seen
     */
    public static Timeline of(List<Segment> segments, Instant seenUntil) {
        var all = new TreeMap<Instant, Assignment>();
        segments.forEach(segment -> all.put(segment.from(), segment.assignment()));
        if (all.isEmpty() || all.firstKey().isAfter(seenUntil)) {
            throw new IllegalArgumentException("a timeline begins with the registration, which it has seen");
        }
        return new Timeline(all, seenUntil);
    }

    /** The moment that a decision counts as made at: now, or later if this timeline has seen later. */
    public Instant moment(Instant now) {
        return now.isAfter(seenUntil) ? now : seenUntil;
    }

    /** The same, having seen this moment: what was to begin until then has begun. */
    public Timeline seen(Instant now) {
        return new Timeline(from, moment(now));
    }

    /**
     * Another plan from now on. What was scheduled was meant for the plan before, and is dropped.
     *
     * @throws io.centercontrol.kernel.RefusedException when the tenant has that very plan and nothing is scheduled
     */
    public Timeline assign(Instant now, Assignment assignment) {
        var moment = moment(now);
        var scheduled = from.tailMap(moment, false);
        if (scheduled.isEmpty() && at(moment).assignment().plan().equals(assignment.plan())) {
            throw SubscriptionRefusals.alreadyOn(assignment.plan());
        }
        var all = new TreeMap<>(from.headMap(moment, true));
        all.put(moment, assignment);
        return new Timeline(all, moment);
    }

    /**
     * Another plan from a moment on that is still to come.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is not to come, when something is scheduled for that very
     *     moment, and when too much is
     */
    public Timeline schedule(Instant now, Instant at, Assignment assignment) {
        var moment = moment(now);
        if (!at.isAfter(moment)) {
            throw SubscriptionRefusals.notToCome(at, moment);
        }
        if (from.containsKey(at)) {
            throw SubscriptionRefusals.alreadyScheduled(at);
        }
        if (from.tailMap(moment, false).size() >= MOST_SCHEDULED) {
            throw SubscriptionRefusals.tooManyScheduled(MOST_SCHEDULED);
        }
        var all = new TreeMap<>(from);
        all.put(at, assignment);
        return new Timeline(all, moment);
    }

    /**
     * Drops what is scheduled for a moment.
     *
     * @throws io.centercontrol.kernel.RefusedException when nothing is, or when it has begun
     */
    public Timeline cancel(Instant now, Instant at) {
        var moment = moment(now);
        if (!from.containsKey(at)) {
            throw SubscriptionRefusals.nothingScheduled(at);
        }
        if (!at.isAfter(moment)) {
            throw SubscriptionRefusals.hasBegun(at);
        }
        var all = new TreeMap<>(from);
        all.remove(at);
        return new Timeline(all, moment);
    }

    /**
     * What holds at a moment, as far as it is known by now.
     *
     * @throws io.centercontrol.kernel.RefusedException when the tenant was not registered yet
     */
    public Segment at(Instant moment) {
        var begun = from.floorEntry(moment);
        if (begun == null) {
            throw SubscriptionRefusals.notYet(moment, from.firstKey());
        }
        return new Segment(begun.getKey(), from.higherKey(begun.getKey()), begun.getValue());
    }

    /** All of it, from the registration to the last that is scheduled. */
    public List<Segment> segments() {
        var all = new ArrayList<Segment>();
        from.forEach((begin, assignment) -> all.add(new Segment(begin, from.higherKey(begin), assignment)));
        return List.copyOf(all);
    }

    /** What is still to come at a moment. */
    public List<Segment> scheduled(Instant now) {
        var moment = moment(now);
        return segments().stream()
                .filter(segment -> segment.from().isAfter(moment))
                .toList();
    }

    /** When the next scheduled assignment begins; null when none does. */
    public @Nullable Instant nextChange(Instant now) {
        return from.higherKey(moment(now));
    }

    /** The latest moment that it has seen. */
    public Instant seenUntil() {
        return seenUntil;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Timeline that && from.equals(that.from) && seenUntil.equals(that.seenUntil);
    }

    @Override
    public int hashCode() {
        return from.hashCode();
    }

    @Override
    public String toString() {
        return from + " seen until " + seenUntil;
    }
}
