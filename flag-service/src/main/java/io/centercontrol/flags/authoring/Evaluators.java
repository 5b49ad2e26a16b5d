package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Evaluator;
import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.Version;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All shared evaluators there are, with their histories. */
public interface Evaluators {
    /** What is to become of an evaluator. */
    @FunctionalInterface
    interface Decision {
        /**
         * Decides.
         *
         * @param before null for one that never was
         * @param all without those that are deleted
         * @return null when nothing is to be changed
         */
        @Nullable
        Change<Evaluator> on(@Nullable Evaluator before, EvaluatorSet all);
    }

    /**
     * Waits until nobody changes or compiles flags, and lets nobody begin to; lets the model decide, and saves what it
     * decided.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     */
    Uni<ChangedEvaluator> change(String name, @Nullable KnownVersions expectedVersion, Cause cause, Decision decide);

    /**
     * An evaluator that was changed, or not.
     *
     * @param changed null when nothing was to be changed
     */
    record ChangedEvaluator(
            Evaluator evaluator, @Nullable Change<Evaluator> changed, EvaluatorSet before, EvaluatorSet after) {}

    /** One; refuses when there is none, or it is deleted. */
    Uni<Evaluator> get(String name);

    /** All that are not deleted, by name. */
    Uni<Page<Evaluator>> find(int limit, @Nullable String cursor);

    /** All that are not deleted, as flags refer to them. In an open transaction they hold still until that ends. */
    Uni<EvaluatorSet> all();

    /** The same for who is alone with them and with all flags until the transaction that is open ends. */
    Uni<EvaluatorSet> alone();

    /** Keys of the flags that use one, archived ones left out. */
    Uni<List<String>> usedBy(String name);

    /** Versions of one, newest first; refuses when there never was one. */
    Uni<Page<Version<Evaluator>>> history(String name, int limit, @Nullable String cursor);
}
