package io.centercontrol.evaluation.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code in}: an element of a list, or a part of a text. */
final class Membership extends Condition {
    private final Node subject;
    private final Node whole;

    Membership(String pointer, Node subject, Node whole) {
        super(pointer);
        this.subject = subject;
        this.whole = whole;
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        var part = subject.value(attributes, element);
        return switch (whole.value(attributes, element)) {
            // Nothing is a part of an empty text, not even an empty one: jsonlogic.com's JavaScript takes it for false.
            case String text -> part != null && !text.isEmpty() && text.contains(Values.text(part));
            case List<?> list -> contains(list, part);
            case null -> false;
            default -> false;
        };
    }

    private static boolean contains(List<?> list, @Nullable Object part) {
        for (var at = 0; at < list.size(); at++) {
            if (Values.strictlyEqual(list.get(at), part)) {
                return true;
            }
        }
        return false;
    }
}
