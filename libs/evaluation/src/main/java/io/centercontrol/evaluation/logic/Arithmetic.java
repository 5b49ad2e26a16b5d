package io.centercontrol.evaluation.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums and the like. One operand that is a list stands for its elements. What is no number gives no value. */
final class Arithmetic extends Node {
    /** What is done with two numbers. */
    enum Operation {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        REMAINDER,
        LEAST,
        GREATEST
    }

    private final Operation operation;
    private final Node[] operands;

    Arithmetic(String pointer, Operation operation, List<Node> operands) {
        super(pointer);
        this.operation = operation;
        this.operands = operands.toArray(Node[]::new);
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        var number = number(attributes, element);
        return Double.isNaN(number) ? null : (Object) number;
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        var number = number(attributes, element);
        return number != 0 && !Double.isNaN(number);
    }

    @Override
    boolean numeric() {
        return true;
    }

    @Override
    double number(Attributes attributes, @Nullable Object element) {
        if (operands.length == 1) {
            return one(attributes, element);
        }
        var result = operands[0].number(attributes, element);
        for (var at = 1; at < operands.length; at++) {
            result = apply(result, operands[at].number(attributes, element));
        }
        return result;
    }

    private double one(Attributes attributes, @Nullable Object element) {
        if (!operands[0].numeric() && operands[0].value(attributes, element) instanceof List<?> list) {
            var result = list.isEmpty() ? Double.NaN : Values.number(list.getFirst());
            for (var at = 1; at < list.size(); at++) {
                result = apply(result, Values.number(list.get(at)));
            }
            return result;
        }
        var only = operands[0].number(attributes, element);
        return operation == Operation.SUBTRACT ? -only : only;
    }

    private double apply(double left, double right) {
        return switch (operation) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case REMAINDER -> left % right;
            case LEAST -> Math.min(left, right);
            case GREATEST -> Math.max(left, right);
        };
    }
}
