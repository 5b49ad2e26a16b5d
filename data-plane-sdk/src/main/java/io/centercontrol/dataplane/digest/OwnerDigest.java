package io.centercontrol.dataplane.digest;

import java.time.Instant;

/** What the owner held in a bucket when it looked, by its own clock. */
public record OwnerDigest(int bucket, Tally tally, Instant takenAt) {}
