package io.centercontrol.flags.rollouts.model;

import io.centercontrol.evaluation.Share;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is rolled out how. It is never changed: who wants another one takes this one back.
 *
 * @param startAt null for at once
 */
public record Plan(
        String variant,
        Share.By by,
        List<Step> steps,
        List<Guard> guards,
        @Nullable Instant startAt) {
    private static final int MOST_STEPS = 20;
    private static final int MOST_GUARDS = 5;
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final Duration WIDEST = Duration.ofHours(24);
    private static final double SLOWEST = 600_000;
    private static final double MOST_TIMES = 100;
    private static final long MOST_REQUESTS = 1_000_000_000;
    private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]{0,61}[a-z0-9]");

    public Plan {
        steps = List.copyOf(steps);
        guards = List.copyOf(guards);
    }

    /** The share after so many steps; null before the first. */
    public @Nullable Share share(int taken) {
        return taken == 0 ? null : new Share(variant, steps.get(taken - 1).basisPoints(), by);
    }

    /** Whether a tenant service's calls are watched. */
    public boolean isMeasured() {
        return guards.stream().anyMatch(Guard.OfService.class::isInstance);
    }

    /** What a bad word leads to; null when nobody's word is asked for. */
    public @Nullable Then onBadWord() {
        return guards.stream()
                .filter(Guard.OfWord.class::isInstance)
                .map(Guard::then)
                .findFirst()
                .orElse(null);
    }

    /**
     * Refuses what makes no sense, all of it at once.
     *
     * @param shortest of a step's waits
     */
    void check(Duration shortest, Instant now) {
        var found = new ArrayList<Violation>();
        steps(shortest, found);
        if (guards.size() > MOST_GUARDS) {
            found.add(new Violation("/guards", "TOO_MANY", "A rollout has at most " + MOST_GUARDS + " guards."));
        }
        var words = 0;
        for (var at = 0; at < guards.size(); at++) {
            switch (guards.get(at)) {
                case Guard.OfService one -> service("/guards/" + at, one, found);
                case Guard.OfWord one -> {
                    service("/guards/" + at, one.service(), found);
                    if (++words > 1) {
                        found.add(new Violation("/guards/" + at, "TOO_MANY", "One guard of the kind WORD is enough."));
                    }
                }
            }
        }
        if (startAt != null && !startAt.isAfter(now)) {
            found.add(new Violation(
                    "/startAt",
                    "NOT_IN_THE_FUTURE",
                    startAt + " is not later than now, which is " + now + ". Leave it away to start at once."));
        }
        if (startAt != null && startAt.isAfter(now.plus(LONGEST))) {
            found.add(new Violation("/startAt", "TOO_LATE", "A rollout starts within " + LONGEST.toDays() + " days."));
        }
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }

    private void steps(Duration shortest, List<Violation> found) {
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            found.add(new Violation("/steps", "OUT_OF_RANGE", "A rollout has from 1 to " + MOST_STEPS + " steps."));
            return;
        }
        var before = 0;
        for (var at = 0; at < steps.size(); at++) {
            var step = steps.get(at);
            if (step.basisPoints() <= before || step.basisPoints() > Share.ALL) {
                found.add(new Violation(
                        "/steps/" + at + "/percent",
                        "OUT_OF_RANGE",
                        "Each step has more than the one before, the first more than 0, and none more than 100."));
            }
            before = step.basisPoints();
            var waitFor = step.waitFor();
            if (waitFor != null && (waitFor.compareTo(shortest) < 0 || waitFor.compareTo(LONGEST) > 0)) {
                found.add(new Violation(
                        "/steps/" + at + "/waitFor",
                        "OUT_OF_RANGE",
                        "A step takes from " + shortest + " to " + LONGEST
                                + "; leave it away to wait until somebody advances the rollout."));
            }
        }
        if (before != Share.ALL) {
            found.add(new Violation(
                    "/steps/" + (steps.size() - 1) + "/percent",
                    "NOT_ALL",
                    "The last step is 100. To stay at less, leave away the 'waitFor' of the step before."));
        }
    }

    private static void service(String at, Guard.OfService guard, List<Violation> found) {
        service(at, guard.service(), found);
        var atMost = guard.atMost();
        var times = guard.timesBefore();
        if (atMost == null && times == null) {
            found.add(new Violation(
                    at + "/atMost",
                    "REQUIRED",
                    "Say above which value it is bad, or by 'timesBefore' how many times as much as before."));
        }
        var most = guard.measure() == Guard.Measure.ERROR_RATE ? 100 : SLOWEST;
        range(at + "/atMost", atMost, 0, most, found);
        range(at + "/timesBefore", times, 1, MOST_TIMES, found);
        range(at + "/minimumRequests", (double) guard.minimumRequests(), 1, MOST_REQUESTS, found);
        var window = guard.window();
        if (window.toSeconds() < 60 || window.toSeconds() % 60 != 0 || window.compareTo(WIDEST) > 0) {
            found.add(new Violation(
                    at + "/window", "OUT_OF_RANGE", "A window has whole minutes, from PT1M to " + WIDEST + "."));
        }
    }

    private static void service(String at, @Nullable String key, List<Violation> found) {
        if (key != null && !SERVICE.matcher(key).matches()) {
            found.add(new Violation(
                    at + "/service",
                    "INVALID_SERVICE",
                    "A tenant service's key has 2 to 63 lower-case letters, digits and dashes, a letter first."));
        }
    }

    private static void range(String at, @Nullable Double value, double least, double most, List<Violation> found) {
        if (value != null && !(value >= least && value <= most)) {
            found.add(new Violation(
                    at, "OUT_OF_RANGE", String.format(Locale.ROOT, "Must be from %.0f to %.0f.", least, most)));
        }
    }
}
