package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Aggregates;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All flags there are, by key. While one is changed the shared evaluators hold still. */
public interface Flags extends Aggregates<String, Flag> {
    /** What is to become of a flag. */
    @FunctionalInterface
    interface Decision {
        /**
         * Decides.
         *
         * @return null when nothing is to be changed
         */
        @Nullable
        Change<Flag> on(Flag flag, EvaluatorSet evaluators);
    }

    /** Saves a new flag; refuses a key that was ever used. */
    Uni<Written<Flag>> create(String key, Cause cause, Function<EvaluatorSet, Change<Flag>> decide);

    /**
     * Locks a flag, compares its version, lets the model decide, and saves what it decided.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     * @return the flag as it stands when nothing was to be changed
     */
    Uni<Written<Flag>> change(String key, @Nullable KnownVersions expectedVersion, Cause cause, Decision decide);

    /**
     * The same for flags that time alone changes; passes over those that somebody else has locked.
     *
     * @return how many were due
     */
    Uni<Integer> changeDue(Instant now, int most, Cause cause, Decision decide);

    /** The same for all that name a tenant, while no flag can begin to name it. */
    Uni<List<Written<Flag>>> forget(TenantId tenant, Cause cause, Decision decide);

    /**
     * The same for all that use a shared evaluator, in the order of their keys, for who has {@linkplain Evaluators#change
     * locked} the evaluators.
     */
    Uni<List<Written<Flag>>> changeUsing(
            String evaluator, Cause cause, Function<List<Flag>, List<Change<Flag>>> decide);

    /** Locks a flag for who is about to change it in the transaction that is open; refuses when there is none. */
    Uni<Held> hold(String key);

    /** Flags that a filter lets through, by key. */
    Uni<Page<Kept<Flag>>> find(FlagFilter filter, int limit, @Nullable String cursor);

    /** All kill switches that stand, by flag. */
    Uni<Page<Standing>> killSwitches(int limit, @Nullable String cursor);
}
