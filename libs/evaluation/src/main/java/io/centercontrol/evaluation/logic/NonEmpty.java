package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** A text, or nothing when it is empty: nobody is meant by an empty targeting key. */
final class NonEmpty extends Node {
    private final Node text;

    NonEmpty(Node text) {
        super(text.pointer());
        this.text = text;
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        return text.value(attributes, element) instanceof String given && !given.isEmpty() ? given : null;
    }
}
