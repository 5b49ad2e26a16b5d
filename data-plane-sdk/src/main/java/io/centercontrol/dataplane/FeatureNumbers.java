package io.centercontrol.dataplane;

import java.util.concurrent.ConcurrentHashMap;

/**
 * A number for each feature's key that was ever heard of, the same for all tenants. So what is asked of a tenant is found at
 * a place that does not depend on its plan: nothing has to be compared on the way, and the processor need not guess the
 * outcome. Keys name features for ever, so numbers are never given back.
 */
final class FeatureNumbers {
    private static final ConcurrentHashMap<String, Integer> NUMBERS = new ConcurrentHashMap<>();

    private FeatureNumbers() {}

    /** The key's number, from 0; a new one for a key that has none. */
    static synchronized int give(String feature) {
        return NUMBERS.computeIfAbsent(feature, fresh -> NUMBERS.size());
    }

    /** The key's number; -1 when it has none, so that nothing was ever said of it. */
    static int find(String feature) {
        var number = NUMBERS.get(feature);
        return number == null ? -1 : number;
    }

    /** How many there are. */
    static int count() {
        return NUMBERS.size();
    }
}
