package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** {@code substr}: from a start, negative from the end; so many characters, or negative without so many at the end. */
final class Substring extends Node {
    private final Node text;
    private final Node start;
    private final @Nullable Node length;

    Substring(String pointer, Node text, Node start, @Nullable Node length) {
        super(pointer);
        this.text = text;
        this.start = start;
        this.length = length;
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        var whole = Values.text(text.value(attributes, element));
        var from = (int) start.number(attributes, element);
        var first = from < 0 ? Math.max(0, whole.length() + from) : Math.min(from, whole.length());
        if (length == null) {
            return whole.substring(first);
        }
        var count = (int) length.number(attributes, element);
        var last = count < 0 ? whole.length() + (long) count : (long) first + count;
        return whole.substring(first, (int) Math.clamp(last, first, whole.length()));
    }
}
