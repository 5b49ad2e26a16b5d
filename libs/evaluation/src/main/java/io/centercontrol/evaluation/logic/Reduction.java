package io.centercontrol.evaluation.logic;

import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code reduce}: its rule sees an object of "current" and "accumulator". */
final class Reduction extends Node {
    private final Node list;
    private final Node rule;
    private final Node start;

    Reduction(String pointer, Node list, Node rule, Node start) {
        super(pointer);
        this.list = list;
        this.rule = rule;
        this.start = start;
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        var accumulator = start.value(attributes, element);
        if (!(list.value(attributes, element) instanceof List<?> elements)) {
            return accumulator;
        }
        for (var at = 0; at < elements.size(); at++) {
            // A map of its own each time: the rule may keep what it is given.
            var step = new HashMap<String, @Nullable Object>();
            step.put("current", elements.get(at));
            step.put("accumulator", accumulator);
            accumulator = rule.value(attributes, step);
        }
        return accumulator;
    }
}
