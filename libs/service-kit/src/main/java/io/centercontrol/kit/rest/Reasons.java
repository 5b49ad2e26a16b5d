package io.centercontrol.kit.rest;

import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import org.jspecify.annotations.Nullable;

/** The reason that a sensitive change must come with. */
public final class Reasons {
    private static final int MOST = 1_000;

    private Reasons() {}

    /**
     * The reason, stripped.
     *
     * @throws RefusedException when there is none that can be seen, or one of over 1,000 characters
     */
    public static String required(@Nullable String reason) {
        var given = optional(reason);
        if (given == null) {
            throw Refusal.Invalid.of(
                            "/reason", "REASON_REQUIRED", "Say why: this change needs a reason, for the record.")
                    .asException();
        }
        return given;
    }

    /** The reason, stripped; null when there is none. */
    public static @Nullable String optional(@Nullable String reason) {
        if (reason == null || DisplayText.isBlank(reason)) {
            return null;
        }
        var given = reason.strip();
        if (given.length() > MOST) {
            throw Refusal.Invalid.of("/reason", "TOO_LONG", "A reason has at most " + MOST + " characters.")
                    .asException();
        }
        if (!DisplayText.isProse(given)) {
            throw Refusal.Invalid.of(
                            "/reason",
                            "INVALID_CHARACTER",
                            "A reason must not contain control characters, but for tabs and ends of lines, or marks that"
                                    + " turn the direction.")
                    .asException();
        }
        return given;
    }
}
