package io.centercontrol.evaluation.logic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code merge}: one list of all elements; what is no list counts as one element. */
final class Merge extends Node {
    private final Node[] parts;

    Merge(String pointer, List<Node> parts) {
        super(pointer);
        this.parts = parts.toArray(Node[]::new);
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        var merged = new ArrayList<@Nullable Object>();
        for (var part : parts) {
            if (part.value(attributes, element) instanceof List<?> list) {
                Fault.whenTooLong(merged.size() + list.size());
                merged.addAll(list);
            } else {
                merged.add(part.value(attributes, element));
            }
        }
        return merged;
    }
}
