package io.centercontrol.usage.statements.model;

import io.centercontrol.usage.consumption.model.Granted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What held when in a period, of states as they were heard: each holds until the next one counts. */
final class Spans {
    private Spans() {}

    /** Something that held for a time. */
    record Span<T>(T what, Instant from, Instant until) {}

    /** Those of these states that overlap a period, cut to it. */
    static <S extends Since> List<Span<S>> of(List<S> states, Instant start, Instant end) {
        var spans = new ArrayList<Span<S>>();
        for (var i = 0; i < states.size(); i++) {
            var from = later(states.get(i).since(), start);
            var until = i + 1 < states.size() ? earlier(states.get(i + 1).since(), end) : end;
            if (from.isBefore(until)) {
                spans.add(new Span<>(states.get(i), from, until));
            }
        }
        return spans;
    }

    /** The state that counts at a moment; null when none does yet. */
    static <S extends Since> @Nullable S at(List<S> states, Instant moment) {
        S found = null;
        for (var state : states) {
            if (!state.since().isAfter(moment)) {
                found = state;
            }
        }
        return found;
    }

    /** Plans and add-ons, by when they begin. Equal ones that follow each other are one. */
    static List<PlanSpan> plans(List<Span<Entitled>> spans, Map<PlanVersion, Price> prices) {
        var plans = new ArrayList<PlanSpan>();
        var addOns = new ArrayList<PlanSpan>();
        for (var span : spans) {
            var plan = span.what().plan();
            join(
                    plans,
                    new PlanSpan(
                            PlanSpan.Kind.PLAN,
                            plan,
                            span.what().trial(),
                            span.from(),
                            span.until(),
                            prices.get(plan)));
            for (var addOn : span.what().addOns()) {
                var version = new PlanVersion(addOn.key(), addOn.version());
                var from = later(addOn.from(), span.from());
                var until = addOn.until() == null ? span.until() : earlier(addOn.until(), span.until());
                if (from.isBefore(until)) {
                    join(addOns, new PlanSpan(PlanSpan.Kind.ADD_ON, version, false, from, until, prices.get(version)));
                }
            }
        }
        plans.addAll(addOns);
        return plans;
    }

    private static void join(List<PlanSpan> all, PlanSpan next) {
        for (var i = all.size() - 1; i >= 0; i--) {
            var one = all.get(i);
            if (one.isFollowedBy(next)) {
                all.set(i, one.until(next.until()));
                return;
            }
        }
        all.add(next);
    }

    /** Statuses, by when they begin. Equal ones that follow each other are one. */
    static List<StatusSpan> statuses(List<Span<Standing>> spans) {
        var all = new ArrayList<StatusSpan>();
        for (var span : spans) {
            var status = span.what().status();
            if (!all.isEmpty() && all.getLast().status().equals(status)) {
                all.set(all.size() - 1, new StatusSpan(status, all.getLast().from(), span.until()));
            } else {
                all.add(new StatusSpan(status, span.from(), span.until()));
            }
        }
        return all;
    }

    /** What was granted, by feature and when it begins; of more than {@link Statement#MOST_GRANTS} the last ones. */
    static List<GrantSpan> grants(List<Span<Entitled>> spans) {
        var last = new HashMap<String, Integer>();
        var all = new ArrayList<GrantSpan>();
        for (var span : spans) {
            for (var granted : span.what().granted()) {
                var at = last.get(granted.feature());
                if (at != null && isFollowedBy(all.get(at), granted, span.from())) {
                    all.set(at, new GrantSpan(granted, all.get(at).from(), span.until()));
                } else {
                    last.put(granted.feature(), all.size());
                    all.add(new GrantSpan(granted, span.from(), span.until()));
                }
            }
        }
        return all.subList(Math.max(0, all.size() - Statement.MOST_GRANTS), all.size()).stream()
                .sorted(Comparator.comparing((GrantSpan one) -> one.granted().feature())
                        .thenComparing(GrantSpan::from))
                .toList();
    }

    private static boolean isFollowedBy(GrantSpan one, Granted granted, Instant from) {
        return one.until().equals(from) && one.granted().equals(granted);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
