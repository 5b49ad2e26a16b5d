package io.centercontrol.dataplane.wire;

import java.util.concurrent.ConcurrentHashMap;

/** One instance of each value that many tenants have: a hundred thousand times "en" is some megabytes. */
final class Shared<T> {
    private static final int MOST = 10_000;

    private final ConcurrentHashMap<T, T> values = new ConcurrentHashMap<>();

    /** An equal value, as a rule one that was there before. */
    T of(T value) {
        var known = values.get(value);
        if (known != null) {
            return known;
        }
        if (values.size() < MOST) {
            values.put(value, value);
        }
        return value;
    }
}
