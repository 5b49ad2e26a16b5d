package io.centercontrol.audit.trail;

import java.time.Instant;

/**
 * What an owner says that one of its buckets holds.
 *
 * @param takenAt by its clock
 */
public record OwnerDigest(Streams.Bucket bucket, long count, long hash, long highestVersion, Instant takenAt) {
    /** Whether the trail has the same. */
    boolean isOf(Streams.Tally tally) {
        return count == tally.count() && hash == tally.hash() && highestVersion == tally.highestVersion();
    }
}
