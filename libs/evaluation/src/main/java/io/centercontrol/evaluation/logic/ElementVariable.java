package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** What an iteration is at, or something inside it. */
final class ElementVariable extends Node {
    private final String[] path;
    private final @Nullable Object otherwise;

    ElementVariable(String pointer, String[] path, @Nullable Object otherwise) {
        super(pointer);
        this.path = path;
        this.otherwise = otherwise;
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        var value = element;
        for (var step : path) {
            value = Values.member(value, step);
        }
        return value == null ? otherwise : value;
    }
}
