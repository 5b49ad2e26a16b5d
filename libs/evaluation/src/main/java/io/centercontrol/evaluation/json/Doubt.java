package io.centercontrol.evaluation.json;

import io.centercontrol.kernel.Violation;

/**
 * Something in a flag's targeting that its author cannot have meant, and that flagd loads all the same.
 *
 * @param found where it is, and what to do about it
 * @param until what comes of it until then
 */
public record Doubt(Violation found, Until until) {
    /** What comes of it, by the worst that can. */
    public enum Until {
        /** The operation gives no value; what asks for it goes on without. */
        NO_VALUE("It gives no value until then."),
        /** Who is given this variant gets an error, and so the caller's own default. */
        GENERAL("Who would get it gets an error (GENERAL) until then, and callers take their own default."),
        /** Nothing of the targeting can be read, so that every evaluation is an error. */
        PARSE_ERROR(
                "Every evaluation of the flag's targeting is an error (PARSE_ERROR) until then, and callers take their own default."),
        /** What was meant is clear enough. */
        AS_MEANT("It counts as what flagd takes it for.");

        private final String sentence;

        Until(String sentence) {
            this.sentence = sentence;
        }

        /** For people. */
        public String sentence() {
            return sentence;
        }
    }
}
