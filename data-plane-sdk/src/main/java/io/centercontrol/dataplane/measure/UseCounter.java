package io.centercontrol.dataplane.measure;

import io.centercontrol.dataplane.measure.FlagUse.Outcome;
import io.centercontrol.evaluation.Resolution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts what flags are asked for. Safe for any number of threads; a question like one before costs a look-up more and
 * allocates nothing. Bounded: what is more than {@value #MOST} different answers and {@value #MOST_KEYS} keys that are no
 * flag's is counted together. Of keys that are no flag's only plain ones are kept: a program may have made another text of
 * anything, a person's name too.
 */
public final class UseCounter {
    static final int MOST = 2_000;
    static final int MOST_KEYS = 500;
    private static final int LONGEST_VARIANT = 100;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** By what a compiled flag gives: the same few objects each time, and each of one flag alone. */
    private final Cells<Resolution, FlagUse> given = new Cells<>(MOST);

    private final Cells<String, FlagUse> mistyped = new Cells<>(MOST_KEYS);
    private final Cells<String, FlagUse> missing = new Cells<>(MOST_KEYS);
    private final Cells<String, FlagUse> early = new Cells<>(MOST_KEYS);
    private final LongAdder dropped = new LongAdder();
    private long takenOfDropped;

    /** What was counted, and how much was not counted apart. */
    public record Counted(List<FlagUse> uses, long dropped) {
        public Counted {
            uses = List.copyOf(uses);
        }
    }

    /**
     * A flag was asked for.
     *
     * @param found what it gave
     * @param fits whether the caller could take it
     */
    public void asked(String flag, Resolution found, boolean fits) {
        if (!fits && found.value() != null) {
            var cell = mistyped.find(flag);
            increment(cell != null ? cell : mistyped.add(flag, new FlagUse(flag, Outcome.FAILED, "", 0)));
            return;
        }
        var cell = given.find(found);
        increment(cell != null ? cell : added(flag, found));
    }

    private @Nullable LongAdder added(String flag, Resolution found) {
        var variant = found.variant();
        if (found.error() != null || variant == null) {
            return given.add(
                    found, new FlagUse(flag, found.error() == null ? Outcome.NO_VALUE : Outcome.FAILED, "", 0));
        }
        var name = variant.length() <= LONGEST_VARIANT ? variant : variant.substring(0, LONGEST_VARIANT);
        return given.add(found, new FlagUse(flag, Outcome.VARIANT, name, 0));
    }

    /** A flag was asked for that there is not. */
    public void missed(String key) {
        var cell = missing.find(key);
        increment(cell != null ? cell : added(missing, key, Outcome.NO_FLAG));
    }

    /** A flag was asked for while there was no copy of any. */
    public void early(String key) {
        var cell = early.find(key);
        increment(cell != null ? cell : added(early, key, Outcome.NOT_READY));
    }

    private static @Nullable LongAdder added(Cells<String, FlagUse> cells, String key, Outcome outcome) {
        return KEY.matcher(key).matches() ? cells.add(key, new FlagUse(key, outcome, "", 0)) : null;
    }

    private void increment(@Nullable LongAdder cell) {
        (cell == null ? dropped : cell).increment();
    }

    /** All that was counted since the last time; one thread at a time. */
    public Counted take() {
        var sums = new LinkedHashMap<FlagUse, Long>();
        for (var cells : List.of(given, mistyped, missing, early)) {
            cells.take((like, count) -> sums.merge(like, count, Long::sum));
        }
        var all = dropped.sum();
        var count = all - takenOfDropped;
        takenOfDropped = all;
        return new Counted(
                sums.entrySet().stream()
                        .map(sum -> sum.getKey().times(sum.getValue()))
                        .toList(),
                count);
    }
}
