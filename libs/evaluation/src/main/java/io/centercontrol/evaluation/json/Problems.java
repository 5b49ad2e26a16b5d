package io.centercontrol.evaluation.json;

import io.centercontrol.kernel.Violation;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a definition, so that its author hears of it at once. */
public final class Problems {
    /** An author reads no more of them at once, and a hostile definition shall not fill the memory with its faults. */
    private static final int MOST = 100;

    private final List<Violation> found = new ArrayList<>();

    /** Notes one problem. */
    public void add(String pointer, String code, String message) {
        if (found.size() < MOST) {
            found.add(new Violation(pointer, code, message));
        }
    }

    /** Whether there is none. */
    public boolean none() {
        return found.isEmpty();
    }

    /** How many there are. */
    public int count() {
        return found.size();
    }

    /** What was found, in the order of the definition. */
    public List<Violation> list() {
        return List.copyOf(found);
    }
}
