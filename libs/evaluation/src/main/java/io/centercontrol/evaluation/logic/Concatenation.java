package io.centercontrol.evaluation.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cat}. As the key of a {@code fractional} it is hashed and never built. */
final class Concatenation extends Node {
    private final Node[] parts;

    Concatenation(String pointer, List<Node> parts) {
        super(pointer);
        this.parts = parts.toArray(Node[]::new);
    }

    List<Node> parts() {
        return List.of(parts);
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        var text = new StringBuilder();
        for (var part : parts) {
            Fault.whenTooLong(
                    text.append(Values.text(part.value(attributes, element))).length());
        }
        return text.toString();
    }
}
