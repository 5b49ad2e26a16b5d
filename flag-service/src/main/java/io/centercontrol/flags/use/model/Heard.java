package io.centercontrol.flags.use.model;

import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which records of an instance were heard. They are numbered from 1 in each of its runs, and come in order but for those that
 * were set aside and are replayed.
 *
 * @param startedAt when the run began
 * @param number the highest
 * @param holes lower ones that were not heard yet; the newest {@value #MOST_HOLES}
 */
public record Heard(Instant startedAt, long number, SortedSet<Long> holes) {
    static final int MOST_HOLES = 100;

    public Heard {
        holes = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(holes));
    }

    /** Nothing of a run yet. */
    public static Heard nothing(Instant startedAt) {
        return new Heard(startedAt, 0, new TreeSet<>());
    }

    /**
     * One more record.
     *
     * @return null when it was heard before, or is of an earlier run: it counts no more
     */
    public @Nullable Heard and(Instant run, long next) {
        if (run.isBefore(startedAt)) {
            return null;
        }
        if (run.isAfter(startedAt)) {
            return nothing(run).and(run, next);
        }
        var left = new TreeSet<>(holes);
        if (next <= number) {
            return left.remove(next) ? new Heard(startedAt, number, left) : null;
        }
        LongStream.range(Math.max(number + 1, next - MOST_HOLES), next).forEach(left::add);
        while (left.size() > MOST_HOLES) {
            left.removeFirst();
        }
        return new Heard(startedAt, next, left);
    }
}
