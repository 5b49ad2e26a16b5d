package io.centercontrol.usage.intake.model;

/**
 * A member of an event's data, as text.
 *
 * @param kind what it was in JSON
 */
public record Scalar(String text, Kind kind) {
    /** What a member was in JSON. */
    public enum Kind {
        /** A text. */
        TEXT,
        /** A number without a fraction or exponent. */
        WHOLE,
        /** Another number. */
        FRACTION,
        /** True or false. */
        TRUTH,
        /** An object or an array, which is no property; its text is empty. */
        NESTED
    }
}
