package io.centercontrol.plans.catalog.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.Map;

/** Why a feature is not found or not changed. */
public final class FeatureRefusals {
    private FeatureRefusals() {}

    /** There is none of this key. */
    public static RefusedException notFound(String key) {
        return new Refusal.NotFound("FEATURE_NOT_FOUND", "There is no feature " + key + ".").asException();
    }

    /** The key belongs to another feature, for good. */
    public static RefusedException keyTaken(String key) {
        return new Refusal.Conflict(
                        "FEATURE_KEY_TAKEN",
                        "There is a feature " + key
                                + ", and a key is never used again. Revise it, or take another key.",
                        Map.of("key", key))
                .asException();
    }
}
