package io.centercontrol.evaluation.logic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of which some elements are computed. */
final class Listing extends Node {
    private final Node[] elements;

    Listing(String pointer, List<Node> elements) {
        super(pointer);
        this.elements = elements.toArray(Node[]::new);
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        var list = new ArrayList<@Nullable Object>(elements.length);
        for (var node : elements) {
            list.add(node.value(attributes, element));
        }
        return list;
    }
}
