package io.centercontrol.evaluation.logic;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An attribute, or something inside one. Null counts as absent, and then what the rule says instead. */
final class Variable extends Node {
    private static final String TARGETING_KEY = "targetingKey";

    private final String name;
    private final boolean targetingKey;
    private final String[] path;
    private final @Nullable Object otherwise;

    Variable(String pointer, String name, String[] path, @Nullable Object otherwise) {
        super(pointer);
        this.name = name;
        this.targetingKey = name.equals(TARGETING_KEY);
        this.path = path;
        this.otherwise = otherwise;
    }

    /** Whether another one reads the same. */
    boolean same(Node other) {
        return other instanceof Variable variable
                && name.equals(variable.name)
                && Arrays.equals(path, variable.path)
                && Objects.equals(otherwise, variable.otherwise);
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        var value = targetingKey ? attributes.targetingKey() : attributes.attribute(name);
        for (var step : path) {
            value = Values.member(value, step);
        }
        return value == null ? otherwise : value;
    }
}
