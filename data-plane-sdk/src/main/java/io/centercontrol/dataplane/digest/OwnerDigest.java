package io.centercontrol.dataplane.digest;

import java.time.Instant;

/**
 * What the owner of a topic held in a bucket when it looked, by its own clock.
 *
 * @param topic without any environment prefix
 */
public record OwnerDigest(String topic, int bucket, Tally tally, Instant takenAt) {}
