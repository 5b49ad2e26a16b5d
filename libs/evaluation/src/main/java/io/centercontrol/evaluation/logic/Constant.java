package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** What stands in the rule itself. */
final class Constant extends Node {
    private final @Nullable Object value;
    private final double number;
    private final boolean truthy;

    Constant(String pointer, @Nullable Object value) {
        super(pointer);
        this.value = value;
        this.number = Values.number(value);
        this.truthy = Values.truthy(value);
    }

    @Nullable
    Object value() {
        return value;
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        return value;
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        return truthy;
    }

    @Override
    double number(Attributes attributes, @Nullable Object element) {
        return number;
    }

    @Override
    boolean numeric() {
        return value instanceof Number;
    }
}
