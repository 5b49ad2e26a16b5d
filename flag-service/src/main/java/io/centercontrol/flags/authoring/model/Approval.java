package io.centercontrol.flags.authoring.model;

/** Which changes need another person's approval. */
public final class Approval {
    private Approval() {}

    /**
     * Whether a change of content does: any of a flag that is sensitive, also that it shall be so no more. That a flag becomes
     * sensitive is no risk.
     */
    public static boolean isNeeded(FlagContent before, FlagContent after) {
        return before.sensitive() && !FlagDifference.between(before, after).isEmpty();
    }
}
