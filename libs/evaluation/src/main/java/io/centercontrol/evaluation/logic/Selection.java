package io.centercontrol.evaluation.logic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code map} and {@code filter}. */
final class Selection extends Node {
    private final Node list;
    private final Node rule;
    private final boolean filter;

    Selection(String pointer, Node list, Node rule, boolean filter) {
        super(pointer);
        this.list = list;
        this.rule = rule;
        this.filter = filter;
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        if (!(list.value(attributes, element) instanceof List<?> elements)) {
            return List.of();
        }
        var selected = new ArrayList<@Nullable Object>();
        for (var at = 0; at < elements.size(); at++) {
            var each = elements.get(at);
            if (!filter) {
                selected.add(rule.value(attributes, each));
            } else if (rule.truthy(attributes, each)) {
                selected.add(each);
            }
        }
        return selected;
    }
}
