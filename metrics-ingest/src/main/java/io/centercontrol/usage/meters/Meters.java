package io.centercontrol.usage.meters;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.Aggregates;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.usage.meters.model.Meter;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All meters there are, by key, the archived ones too. */
public interface Meters extends Aggregates<String, Meter> {
    /** Most that there can be: whoever measures knows all of them. */
    long MOST = 1_000;

    /**
     * Locks a meter, lets the model decide, and saves what it decided. Refuses one more than {@link #MOST}.
     *
     * @param decide is given null when there is none; returns null when nothing is to be changed
     */
    Uni<Written<Meter>> change(String key, Cause cause, Function<@Nullable Meter, @Nullable Change<Meter>> decide);

    /** Saves all of these in one transaction, the first time that this is asked for; of several who begin at once one does. */
    Uni<Void> begin(List<Change<Meter>> first, Cause cause);

    /** Those of these keys that there are. */
    Uni<Map<String, Meter>> of(Collection<String> keys);

    /** A text that is another one whenever any meter is other than before. */
    Uni<String> stamp();

    /** All of them. */
    Uni<List<Meter>> all();

    /** Meters that a filter lets through, by key. */
    Uni<Page<Kept<Meter>>> find(MeterFilter filter, int limit, @Nullable String cursor);
}
