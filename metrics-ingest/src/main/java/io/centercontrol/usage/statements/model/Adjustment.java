package io.centercontrol.usage.statements.model;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What came for a period whose statement was closed.
 *
 * @param statement the number of that statement
 * @param feature whose use the meter tells; null of none
 * @param currency empty where it is no money
 * @param events how many events more
 * @param quantity what is to be added to what was said of that period so far
 */
public record Adjustment(
        long statement,
        String meter,
        @Nullable String feature,
        String currency,
        BigInteger events,
        BigInteger quantity) {}
