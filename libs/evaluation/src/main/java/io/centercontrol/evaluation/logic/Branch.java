package io.centercontrol.evaluation.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code if}: the result of the first condition that holds. An {@code if} in the place of the last result is part of it. */
final class Branch extends Node {
    private final Node[] conditions;
    private final Node[] results;
    private final Node otherwise;

    Branch(String pointer, List<Node> conditions, List<Node> results, Node otherwise) {
        super(pointer);
        this.conditions = conditions.toArray(Node[]::new);
        this.results = results.toArray(Node[]::new);
        this.otherwise = otherwise;
    }

    List<Node> conditions() {
        return List.of(conditions);
    }

    List<Node> results() {
        return List.of(results);
    }

    Node otherwise() {
        return otherwise;
    }

    private Node taken(Attributes attributes, @Nullable Object element) {
        for (var at = 0; at < conditions.length; at++) {
            if (conditions[at].truthy(attributes, element)) {
                return results[at];
            }
        }
        return otherwise;
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        return taken(attributes, element).value(attributes, element);
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        return taken(attributes, element).truthy(attributes, element);
    }

    @Override
    double number(Attributes attributes, @Nullable Object element) {
        return taken(attributes, element).number(attributes, element);
    }
}
