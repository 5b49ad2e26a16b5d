package io.centercontrol.evaluation.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code and}, {@code or}: the first value that decides, or the last. */
final class Connective extends Node {
    private final boolean ends;
    private final Node[] parts;

    /** {@code ends} is the truth that decides: true for {@code or}, false for {@code and}. */
    Connective(String pointer, boolean ends, List<Node> parts) {
        super(pointer);
        this.ends = ends;
        this.parts = parts.toArray(Node[]::new);
    }

    /** Whether one that is true decides: {@code or}. */
    boolean isAny() {
        return ends;
    }

    List<Node> parts() {
        return List.of(parts);
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        Object value = null;
        for (var part : parts) {
            value = part.value(attributes, element);
            if (Values.truthy(value) == ends) {
                return value;
            }
        }
        return value;
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        for (var part : parts) {
            if (part.truthy(attributes, element) == ends) {
                return ends;
            }
        }
        return !ends;
    }

    @Override
    double number(Attributes attributes, @Nullable Object element) {
        for (var at = 0; at < parts.length - 1; at++) {
            if (parts[at].truthy(attributes, element) == ends) {
                return parts[at].number(attributes, element);
            }
        }
        return parts.length == 0 ? 0 : parts[parts.length - 1].number(attributes, element);
    }
}
