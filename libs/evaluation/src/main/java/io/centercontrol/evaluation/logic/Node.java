package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/**
 * One compiled expression. {@code element} is what an iteration is at; outside of one it is null and nobody reads it.
 * Immutable.
 */
public abstract class Node {
    private final String pointer;

    Node(String pointer) {
        this.pointer = pointer;
    }

    /** Where it stands in the definition. */
    public final String pointer() {
        return pointer;
    }

    /** Its value: String, Number, Boolean, List, Map or null. */
    public abstract @Nullable Object value(Attributes attributes, @Nullable Object element);

    /** Its value as a condition. */
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        return Values.truthy(value(attributes, element));
    }

    /** Its value as a number, without a box around it; not a number when it is none. */
    double number(Attributes attributes, @Nullable Object element) {
        return Values.number(value(attributes, element));
    }

    /** Whether its value is always a number, so that {@link #number} loses nothing. */
    boolean numeric() {
        return false;
    }
}
