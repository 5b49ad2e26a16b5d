package io.centercontrol.usage.statements.model;

import java.math.BigInteger;

/**
 * Whom one meter saw in a time.
 *
 * @param times how often somebody was seen on a day
 * @param subjects how many different ones
 */
public record Seen(String meter, BigInteger times, BigInteger subjects) {}
