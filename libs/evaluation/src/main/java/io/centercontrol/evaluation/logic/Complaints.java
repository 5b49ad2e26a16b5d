package io.centercontrol.evaluation.logic;

import io.centercontrol.evaluation.json.Doubt.Until;
import io.centercontrol.evaluation.json.Problems;

/** What is wrong with rules of every kind, in the same words. */
final class Complaints {
    private final Problems problems;

    Complaints(Problems problems) {
        this.problems = problems;
    }

    /** How many there are, of every kind. */
    int count() {
        return problems.count() + problems.doubts().size();
    }

    /** What stands in the place of a node that could not be made. */
    Node nothing(String at) {
        return new Constant(at, null);
    }

    /** Notes it, and gives what stands in its place. */
    Node problem(String at, String code, String message) {
        problems.add(at, code, message);
        return nothing(at);
    }

    /** Notes what flagd overlooks: an operation without a value. */
    Node valueless(String at, String code, String message) {
        problems.doubt(at, code, message, Until.NO_VALUE);
        return nothing(at);
    }

    /** Notes what counts as something else than is written. */
    void taken(String at, String code, String message) {
        problems.doubt(at, code, message, Until.AS_MEANT);
    }

    /** Notes what makes the whole targeting one that nobody can read. */
    Node unreadable(String at, String code, String message) {
        problems.doubt(at, code, message, Until.PARSE_ERROR);
        return nothing(at);
    }

    /** Of what would have to stand in the rule and is computed. */
    Node literal(String at, String what) {
        return unreadable(at, "NOT_LITERAL", "must stand in the rule as " + what + "; it cannot be computed");
    }

    /** True when there are as many arguments as there must be; else it is noted, and nobody can read it. */
    boolean takes(int count, int fewest, int most, String at) {
        return takes(count, fewest, most, at, Until.PARSE_ERROR);
    }

    /** The same of an operation that is flagd's own, and has no value with the wrong ones. */
    boolean takesOrHasNoValue(int count, int fewest, int most, String at) {
        return takes(count, fewest, most, at, Until.NO_VALUE);
    }

    private boolean takes(int count, int fewest, int most, String at, Until until) {
        if (count >= fewest && count <= most) {
            return true;
        }
        var wanted = most == Integer.MAX_VALUE
                ? "at least " + fewest
                : fewest == most ? "exactly " + fewest : fewest + " to " + most;
        problems.doubt(at, "WRONG_ARGUMENTS", "takes " + wanted + " arguments, and has " + count, until);
        return false;
    }
}
