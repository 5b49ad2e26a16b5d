package io.centercontrol.plans.catalog.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a version of a plan says.
 *
 * @param grants by feature key; a feature that is not named has the platform's default
 * @param trialDays 0 for no trial
 * @param afterTrial the plan that a trial ends in; null without a trial
 */
public record Terms(
        Map<String, Grant> grants,
        @Nullable Price price,
        int trialDays,
        @Nullable String afterTrial) {
    public Terms {
        grants = Collections.unmodifiableMap(new TreeMap<>(grants));
    }
}
