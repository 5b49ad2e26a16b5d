package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** {@code starts_with} and {@code ends_with}; without a value where something is no text. */
final class Affix extends Node {
    private final Node subject;
    private final Node affix;
    private final boolean start;

    Affix(String pointer, Node subject, Node affix, boolean start) {
        super(pointer);
        this.subject = subject;
        this.affix = affix;
        this.start = start;
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        if (subject.value(attributes, element) instanceof String text
                && affix.value(attributes, element) instanceof String part) {
            return start ? text.startsWith(part) : text.endsWith(part);
        }
        return null;
    }
}
