package io.centercontrol.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the part
 * @param next opaque cursor of the part that follows; null at the end
 * @param total how many items the whole list has; the least that it has when that is not exact
 * @param totalIsExact false when the list is too long to be counted for each part of it
 */
public record Page<T>(List<T> items, @Nullable String next, long total, boolean totalIsExact) {
    public Page {
        items = List.copyOf(items);
    }

    /** A part of a list that was counted. */
    public Page(List<T> items, @Nullable String next, long total) {
        this(items, next, total, true);
    }

    /** The same part with each item translated. */
    public <R> Page<R> map(Function<? super T, ? extends R> translate) {
        return new Page<>(items.stream().<R>map(translate).toList(), next, total, totalIsExact);
    }
}
