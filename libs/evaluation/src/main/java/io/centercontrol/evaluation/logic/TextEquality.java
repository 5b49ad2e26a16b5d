package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** Equality of something with a text that stands in the rule: the most frequent condition there is. */
final class TextEquality extends Condition {
    private final Node subject;
    private final String text;
    private final boolean strict;
    private final boolean equal;

    TextEquality(String pointer, Node subject, String text, boolean strict, boolean equal) {
        super(pointer);
        this.subject = subject;
        this.text = text;
        this.strict = strict;
        this.equal = equal;
    }

    Node subject() {
        return subject;
    }

    String text() {
        return text;
    }

    /** Whether it asks for equality, not for its opposite. */
    boolean asks() {
        return equal;
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        var value = subject.value(attributes, element);
        if (value instanceof String other) {
            return text.equals(other) == equal;
        }
        return (!strict && Values.looselyEqual(value, text)) == equal;
    }
}
