package io.centercontrol.flags.changes.model;

import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of a flag, and why; all of it can be edited.
 *
 * @param content the whole content that the flag shall have
 * @param applyAt null for as soon as it is approved
 * @param expiresAt from then on nothing comes of it
 */
public record Proposal(
        FlagContent content, String reason, @Nullable Instant applyAt, Instant expiresAt) {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(30);

    public Proposal {
        content = content.settled();
    }

    /** One that has a usual time, counted from when it is to be applied, unless its end is said. */
    public static Proposal of(
            FlagContent content, String reason, @Nullable Instant applyAt, @Nullable Instant expiresAt, Instant now) {
        if (expiresAt != null) {
            return new Proposal(content, reason, applyAt, expiresAt);
        }
        var usual = (applyAt == null ? now : applyAt).plus(USUAL);
        var longest = now.plus(LONGEST);
        return new Proposal(content, reason, applyAt, usual.isAfter(longest) ? longest : usual);
    }

    /** Refuses times that are over or make no sense together. */
    void check(Instant now) {
        var found = new ArrayList<Violation>();
        var at = applyAt;
        if (at != null && !at.isAfter(now)) {
            found.add(new Violation(
                    "/applyAt",
                    "NOT_IN_THE_FUTURE",
                    at + " is not later than now, which is " + now
                            + ". Leave it away to apply it once it is approved."));
        }
        if (!expiresAt.isAfter(now)) {
            found.add(new Violation(
                    "/expiresAt", "NOT_IN_THE_FUTURE", expiresAt + " is not later than now, which is " + now + "."));
        }
        if (expiresAt.isAfter(now.plus(LONGEST))) {
            found.add(new Violation(
                    "/expiresAt",
                    "TOO_LATE",
                    "A change request lives at most " + LONGEST.toDays() + " days, until " + now.plus(LONGEST) + "."));
        }
        if (at != null && !at.isBefore(expiresAt)) {
            found.add(new Violation(
                    "/applyAt", "AFTER_ITS_END", "It would expire at " + expiresAt + ", before it is applied."));
        }
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }
}
