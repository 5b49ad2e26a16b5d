package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** {@code !} and {@code !!}. */
final class Negation extends Condition {
    private final Node operand;
    private final boolean twice;

    Negation(String pointer, Node operand, boolean twice) {
        super(pointer);
        this.operand = operand;
        this.twice = twice;
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        return operand.truthy(attributes, element) == twice;
    }
}
