package io.centercontrol.dataplane.measure;

/**
 * How often a flag was asked for, with one outcome.
 *
 * @param flag the key that was asked for; there may be no such flag
 * @param variant what was served; empty for the caller's own default
 */
public record FlagUse(String flag, Outcome outcome, String variant, long count) {
    /** What a question for a flag came to. In all cases but {@link #VARIANT} the caller's own default counted. */
    public enum Outcome {
        /** A variant was served. */
        VARIANT,
        /** The flag is disabled, or nothing picks a variant. */
        NO_VALUE,
        /** There is no such flag, or it is archived. */
        NO_FLAG,
        /** There is no copy of the flags yet. */
        NOT_READY,
        /** Its value is of another type, or could not be evaluated. */
        FAILED
    }

    /** The same, so many times. */
    FlagUse times(long times) {
        return new FlagUse(flag, outcome, variant, times);
    }
}
