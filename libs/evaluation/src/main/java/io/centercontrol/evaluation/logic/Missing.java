package io.centercontrol.evaluation.logic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code missing} and {@code missing_some}: which of the attributes are absent, if fewer than so many are there. */
final class Missing extends Node {
    private final String[] names;
    private final Node[] variables;
    private final int enough;

    Missing(String pointer, List<String> names, List<Node> variables, int enough) {
        super(pointer);
        this.names = names.toArray(String[]::new);
        this.variables = variables.toArray(Node[]::new);
        this.enough = enough;
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        return truthy(attributes, element) ? absent(attributes, element) : List.of();
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        var present = 0;
        for (var variable : variables) {
            if (variable.value(attributes, element) != null) {
                present++;
            }
        }
        return present < enough && present < variables.length;
    }

    private List<String> absent(Attributes attributes, @Nullable Object element) {
        var absent = new ArrayList<String>();
        for (var at = 0; at < variables.length; at++) {
            if (variables[at].value(attributes, element) == null) {
                absent.add(names[at]);
            }
        }
        return absent;
    }
}
