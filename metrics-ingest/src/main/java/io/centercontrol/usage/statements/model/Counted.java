package io.centercontrol.usage.statements.model;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;

/**
 * The sums of one meter, currency and group in a time.
 *
 * @param currency empty where it is no money
 * @param groups values by property
 * @param latest the number that was told last, at {@code latestAt}
 */
public record Counted(
        String meter,
        String currency,
        Map<String, String> groups,
        BigInteger events,
        BigInteger total,
        long highest,
        long latest,
        Instant latestAt) {
    public Counted {
        groups = Map.copyOf(groups);
    }
}
