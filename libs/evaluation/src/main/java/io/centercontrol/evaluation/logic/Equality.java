package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** {@code ==}, {@code ===} and their negations. */
final class Equality extends Condition {
    private final Node left;
    private final Node right;
    private final boolean strict;
    private final boolean equal;

    Equality(String pointer, Node left, Node right, boolean strict, boolean equal) {
        super(pointer);
        this.left = left;
        this.right = right;
        this.strict = strict;
        this.equal = equal;
    }

    Node left() {
        return left;
    }

    Node right() {
        return right;
    }

    /** Whether it asks for equality, not for its opposite. */
    boolean asks() {
        return equal;
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        return same(attributes, element) == equal;
    }

    private boolean same(Attributes attributes, @Nullable Object element) {
        if (left.numeric()) {
            return same(left.number(attributes, element), right.value(attributes, element));
        }
        if (right.numeric()) {
            return same(right.number(attributes, element), left.value(attributes, element));
        }
        var first = left.value(attributes, element);
        var second = right.value(attributes, element);
        return strict ? Values.strictlyEqual(first, second) : Values.looselyEqual(first, second);
    }

    private boolean same(double number, @Nullable Object other) {
        if (strict || other == null) {
            return other instanceof Number exact && number == exact.doubleValue();
        }
        return number == Values.number(other);
    }
}
