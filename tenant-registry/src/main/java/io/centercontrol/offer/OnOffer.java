package io.centercontrol.offer;

import io.centercontrol.kernel.Refusal;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The plans that any tenant can be given: with a published version, no add-on, and not made for one tenant.
 *
 * @param anyKnown whether the plan service has told of anything yet, on offer or not
 */
public record OnOffer(SortedSet<String> keys, boolean anyKnown) {
    private static final int LONGEST_SHOWN = 80;

    public OnOffer {
        keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
    }

    /** Refuses a plan that is not among them, and says which are. */
    public void check(String pointer, String key) {
        if (!keys.contains(key)) {
            throw Refusal.Invalid.of(pointer, "UNKNOWN_PLAN", message(key)).asException();
        }
    }

    private String message(String key) {
        if (!anyKnown) {
            return "No plan is known yet: the plan service has not told of any. Try again in a moment, or leave the plan"
                    + " away for the default.";
        }
        var shown = key.substring(0, Math.min(LONGEST_SHOWN, key.length()));
        return "There is no plan '" + shown + "' that any tenant can have. There is: "
                + (keys.isEmpty() ? "none" : String.join(", ", keys)) + ".";
    }
}
