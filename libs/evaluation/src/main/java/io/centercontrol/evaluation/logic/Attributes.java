package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** What targeting rules may ask about. */
public interface Attributes {
    /**
     * One attribute by its top-level name: a String, Number, Boolean, List or Map; null when there is none. Shall not
     * allocate, or an evaluation does.
     */
    @Nullable
    Object attribute(String name);

    /** Whom the evaluation is about; null or empty when that is not said. */
    @Nullable
    String targetingKey();
}
