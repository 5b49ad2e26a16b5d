package io.centercontrol.evaluation.json;

import io.centercontrol.evaluation.json.Doubt.Until;
import io.centercontrol.kernel.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects everything that is wrong with a definition, so that its author hears of it at once: what cannot be used, and what
 * flagd would load all the same and answer with less than its author meant.
 */
public final class Problems {
    /** An author reads no more of them at once, and a hostile definition shall not fill the memory with its faults. */
    private static final int MOST = 100;

    private final List<Violation> found = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private int unreadable;

    /** Notes one problem. */
    public void add(String pointer, String code, String message) {
        if (found.size() < MOST) {
            found.add(new Violation(pointer, code, message));
        }
    }

    /** Notes what can be kept, and what becomes of it until somebody mends it. */
    public void doubt(String pointer, String code, String message, Until until) {
        if (until == Until.PARSE_ERROR) {
            unreadable++;
        }
        if (doubts.size() < MOST) {
            doubts.add(new Doubt(new Violation(pointer, code, message), until));
        }
    }

    /** Whether nothing is there that cannot be used; there may be doubts. */
    public boolean none() {
        return found.isEmpty();
    }

    /** How many there are that cannot be used. */
    public int count() {
        return found.size();
    }

    /** How many of the doubts keep a targeting from being read; counts those, too, that are not listed any more. */
    public int unreadable() {
        return unreadable;
    }

    /** What cannot be used, in the order of the definition. */
    public List<Violation> list() {
        return List.copyOf(found);
    }

    /** What can be kept, in the order of the definition. */
    public List<Doubt> doubts() {
        return List.copyOf(doubts);
    }
}
