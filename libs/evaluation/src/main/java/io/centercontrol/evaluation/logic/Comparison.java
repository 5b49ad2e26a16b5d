package io.centercontrol.evaluation.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <}, {@code <=}, {@code >}, {@code >=}, and "between" with three operands. Two texts compare as texts, all else as numbers. */
final class Comparison extends Condition {
    /** How two operands have to stand to each other. */
    enum Order {
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    private final Order order;
    private final Node first;
    private final Node second;
    private final @Nullable Node third;

    Comparison(String pointer, Order order, List<Node> operands) {
        super(pointer);
        this.order = order;
        this.first = operands.get(0);
        this.second = operands.get(1);
        this.third = operands.size() > 2 ? operands.get(2) : null;
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        return holds(first, second, attributes, element)
                && (third == null || holds(second, third, attributes, element));
    }

    private boolean holds(Node left, Node right, Attributes attributes, @Nullable Object element) {
        if (left.numeric() || right.numeric()) {
            return holds(left.number(attributes, element), right.number(attributes, element));
        }
        var low = left.value(attributes, element);
        var high = right.value(attributes, element);
        if (low instanceof String text && high instanceof String other) {
            return holds(text.compareTo(other), 0);
        }
        // Null may be what is no number, which only the operand itself knows.
        return holds(
                low == null ? left.number(attributes, element) : Values.number(low),
                high == null ? right.number(attributes, element) : Values.number(high));
    }

    private boolean holds(double left, double right) {
        return switch (order) {
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
        };
    }
}
