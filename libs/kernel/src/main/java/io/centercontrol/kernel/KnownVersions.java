package io.centercontrol.kernel;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The versions of an aggregate that a caller knows, and that a change is based on: it must be at one of them.
 *
 * @param all none when what the caller knows is no version of it
 */
public record KnownVersions(List<Long> all) {
    public KnownVersions {
        all = List.copyOf(all);
    }

    /** A single one. */
    public static KnownVersions of(long version) {
        return new KnownVersions(List.of(version));
    }

    /**
     * Makes sure that an aggregate is at a version that the caller knows.
     *
     * @param expected null when it does not matter
     * @throws RefusedException when it is at another
     */
    public static void check(@Nullable KnownVersions expected, Aggregate found) {
        if (expected != null) {
            expected.check(found.inWords(), found.version());
        }
    }

    /**
     * The same by its parts, where there may be no aggregate yet.
     *
     * @param what begins the sentence of the refusal, as {@link Aggregate#inWords}
     * @throws RefusedException when it is at another
     */
    public void check(String what, long actual) {
        if (!all.contains(actual)) {
            throw Refusal.Stale.of(what, this, actual).asException();
        }
    }

    /** Such as {@code 3} or {@code 3, 4}. */
    String inWords() {
        return all.isEmpty() ? "another" : all.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
