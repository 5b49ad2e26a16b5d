package io.centercontrol.dataplane.digest;

/**
 * A bucket in three numbers, counted as the schema of a digest says.
 *
 * @param hash XOR over its aggregates, so that it can be kept up as they come and go
 * @param highestVersion of any of them; 0 for none
 */
public record Tally(long count, long hash, long highestVersion) {}
