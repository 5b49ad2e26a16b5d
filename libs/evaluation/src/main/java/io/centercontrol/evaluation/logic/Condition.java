package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** Is true or false, and nothing else. */
abstract class Condition extends Node {
    Condition(String pointer) {
        super(pointer);
    }

    @Override
    public abstract boolean truthy(Attributes attributes, @Nullable Object element);

    @Override
    public final @Nullable Object value(Attributes attributes, @Nullable Object element) {
        return truthy(attributes, element);
    }

    @Override
    final double number(Attributes attributes, @Nullable Object element) {
        return truthy(attributes, element) ? 1 : 0;
    }
}
