package io.centercontrol.flags.limits.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** What a rate limit's values must be; all that is wrong is said at once. */
final class RateLimitRules {
    private static final Pattern CLASS = Pattern.compile("[a-z0-9-]{1,50}");
    private static final Pattern PLAN = Pattern.compile("[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final long MOST = 1_000_000_000;
    private static final int LONGEST_PERIOD = 86_400;

    private RateLimitRules() {}

    static void check(LimitKey key, Terms terms, Instant now) {
        var found = new ArrayList<Violation>();
        if (!CLASS.matcher(key.callClass()).matches()) {
            found.add(new Violation(
                    "/callClass",
                    "INVALID_CALL_CLASS",
                    "A class of call has 1 to 50 lower-case letters, digits and dashes."));
        }
        if (key.holder() instanceof Holder.OfPlan(var plan)
                && !PLAN.matcher(plan).matches()) {
            found.add(new Violation(
                    "/plan", "INVALID_PLAN", "A plan's key has 2 to 63 lower-case letters, digits and dashes."));
        }
        if (terms.permits() < 0 || terms.permits() > MOST) {
            found.add(new Violation(
                    "/permits", "OUT_OF_RANGE", "From 0, which lets nothing pass, to %,d calls.".formatted(MOST)));
        }
        if (terms.perSeconds() < 1 || terms.perSeconds() > LONGEST_PERIOD) {
            found.add(new Violation("/perSeconds", "OUT_OF_RANGE", "From 1 to %,d seconds.".formatted(LONGEST_PERIOD)));
        }
        burst(terms, found);
        if (terms.isOver(now)) {
            found.add(new Violation(
                    "/expiresAt", "EXPIRES_IN_THE_PAST", "Say when it shall end, in the future, or leave it away."));
        }
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }

    /** A bucket that is never filled must not begin full, and one that holds nothing lets nothing pass at any rate. */
    private static void burst(Terms terms, ArrayList<Violation> found) {
        if (terms.burst() < 0 || terms.burst() > MOST) {
            found.add(new Violation("/burst", "OUT_OF_RANGE", "From 0 to %,d calls.".formatted(MOST)));
        } else if ((terms.burst() == 0) != (terms.permits() == 0)) {
            found.add(new Violation(
                    "/burst",
                    "BURST_DOES_NOT_FIT",
                    "A burst of 0 goes with 0 permits and with no others: together they let nothing pass."));
        }
    }
}
