package io.centercontrol.kernel;

import java.util.List;
import java.util.Map;

/**
 * A command that the model or the store will not carry out. The category says what kind of "no" it is; the code is stable
 * and names the rule. The doors translate it; nothing in here knows of HTTP.
 */
public sealed interface Refusal {
    /** Stable name of the rule, upper snake case: {@code TENANT_NOT_FOUND}. */
    String code();

    /** A sentence for people: what is wrong, and what to do about it. */
    String message();

    /** Machine-readable facts that go with the code, in the words of the API. */
    default Map<String, Object> facts() {
        return Map.of();
    }

    /** There is no such thing. */
    record NotFound(String code, String message) implements Refusal {}

    /** The thing is in a state that does not allow it. */
    record Conflict(String code, String message, Map<String, Object> facts) implements Refusal {
        public Conflict {
            facts = Map.copyOf(facts);
        }
    }

    /** The caller decided on the ground of a version that is not the current one. */
    record Stale(String code, String message, KnownVersions expected, long actual) implements Refusal {
        /**
         * The refusal of a change to an aggregate.
         *
         * @param what begins the sentence, as {@link Aggregate#inWords}
         */
        public static Stale of(String what, KnownVersions expected, long actual) {
            return new Stale(
                    "STALE_VERSION",
                    "%s is at version %d, the change is based on %s. Read it again and decide anew."
                            .formatted(what, actual, expected.inWords()),
                    expected,
                    actual);
        }

        @Override
        public Map<String, Object> facts() {
            return expected.all().size() == 1
                    ? Map.of("expectedVersion", expected.all().getFirst(), "actualVersion", actual)
                    : Map.of("expectedVersions", expected.all(), "actualVersion", actual);
        }
    }

    /** Values break rules: all of those that were found, at least one. */
    record Invalid(List<Violation> violations) implements Refusal {
        public Invalid {
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("an invalid request has at least one violation");
            }
            violations = List.copyOf(violations);
        }

        /** One value breaks a rule. */
        public static Invalid of(String pointer, String code, String message) {
            return new Invalid(List.of(new Violation(pointer, code, message)));
        }

        @Override
        public String code() {
            return violations.size() == 1 ? violations.getFirst().code() : "VALIDATION_FAILED";
        }

        @Override
        public String message() {
            return violations.size() == 1
                    ? violations.getFirst().message()
                    : violations.size() + " values break a rule; see errors";
        }
    }

    /** Something that is needed to answer does not answer itself; the same request may succeed later. */
    record Unavailable(String code, String message) implements Refusal {}

    /** This refusal as an exception, for the way out of a transaction. */
    default RefusedException asException() {
        return new RefusedException(this);
    }
}
