package io.centercontrol.flags.authoring.model;

import io.centercontrol.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** On what ground a flag's content is changed. */
public enum Permit {
    /** Somebody changes it on their own. */
    DIRECT,
    /** Another person approved exactly this change. */
    APPROVED,
    /** An emergency: nobody approved it, and everybody hears of it. */
    BREAK_GLASS;

    /** The least characters of a reason to break the glass. */
    public static final int SHORTEST_REASON = 20;

    /**
     * What a caller asks for.
     *
     * @throws io.centercontrol.kernel.RefusedException when the glass is to be broken without a real reason
     */
    public static Permit asked(boolean breakGlass, @Nullable String reason) {
        if (!breakGlass) {
            return DIRECT;
        }
        if (reason == null || reason.length() < SHORTEST_REASON) {
            throw Refusal.Invalid.of(
                            "/reason",
                            "REASON_TOO_SHORT",
                            "To break the glass say why in at least " + SHORTEST_REASON
                                    + " characters: others will read it.")
                    .asException();
        }
        return BREAK_GLASS;
    }
}
