package io.centercontrol.usage.accept.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far one epoch of a producer was heard.
 *
 * @param run drawn by chance when the epoch began: whoever comes under the same epoch with another is not who began it, be it a copy
 *     of his disk or himself with numbers that begin anew
 * @param fenced the run of the last who was turned away; null when nobody was
 */
public record Producer(UUID run, Numbers numbers, @Nullable UUID fenced) {
    /** One of whom nothing was heard. */
    public static Producer begin(UUID run) {
        return new Producer(run, Numbers.none(), null);
    }

    /** Takes a span of its numbers in; a stranger under its name is turned away, and remembered. */
    public Heard hear(UUID who, Span told) {
        if (!who.equals(run)) {
            return new Heard.Fenced(new Producer(run, numbers, who));
        }
        var taken = numbers.take(told);
        return new Heard.Taken(new Producer(run, taken.next(), fenced), taken);
    }

    /** What came of it. */
    public sealed interface Heard {
        /** The producer as it stands then. */
        Producer next();

        /** It is who it says. */
        record Taken(Producer next, Numbers.Taken numbers) implements Heard {}

        /** It is somebody else: nothing of it counts. */
        record Fenced(Producer next) implements Heard {}
    }
}
