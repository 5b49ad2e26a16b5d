package io.centercontrol.evaluation.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code all}, {@code some} and {@code none}. Of an empty list {@code all} is false, as JSONLogic says. */
final class Quantifier extends Condition {
    /** Of how many elements the condition has to hold. */
    enum Amount {
        ALL,
        SOME,
        NONE
    }

    private final Amount amount;
    private final Node list;
    private final Node condition;

    Quantifier(String pointer, Amount amount, Node list, Node condition) {
        super(pointer);
        this.amount = amount;
        this.list = list;
        this.condition = condition;
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        if (!(list.value(attributes, element) instanceof List<?> elements) || elements.isEmpty()) {
            return amount == Amount.NONE;
        }
        for (var at = 0; at < elements.size(); at++) {
            if (condition.truthy(attributes, elements.get(at)) != (amount == Amount.ALL)) {
                return amount == Amount.SOME;
            }
        }
        return amount != Amount.SOME;
    }
}
