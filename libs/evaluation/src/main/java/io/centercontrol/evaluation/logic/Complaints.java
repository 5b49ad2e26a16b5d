package io.centercontrol.evaluation.logic;

import io.centercontrol.evaluation.json.Problems;

/** What is wrong with rules of every kind, in the same words. */
final class Complaints {
    private final Problems problems;

    Complaints(Problems problems) {
        this.problems = problems;
    }

    /** How many there are. */
    int count() {
        return problems.count();
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

    /** Of what would have to stand in the rule and is computed. */
    Node literal(String at, String what) {
        return problem(at, "NOT_LITERAL", "must stand in the rule as " + what + "; it cannot be computed");
    }

    /** True when there are as many arguments as there must be; else it is noted. */
    boolean takes(int count, int fewest, int most, String at) {
        if (count >= fewest && count <= most) {
            return true;
        }
        var wanted = most == Integer.MAX_VALUE
                ? "at least " + fewest
                : fewest == most ? "exactly " + fewest : fewest + " to " + most;
        problems.add(at, "WRONG_ARGUMENTS", "takes " + wanted + " arguments, and has " + count);
        return false;
    }
}
