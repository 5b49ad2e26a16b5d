package io.centercontrol.usage.statements.model;

import java.math.BigInteger;

/**
 * What adjustments make of what is over in the period that they are of.
 *
 * @param statement the number of that period's statement
 * @param over what is to be added to what was said to be over in it so far
 */
public record OverAdjustment(long statement, String feature, BigInteger over) {}
