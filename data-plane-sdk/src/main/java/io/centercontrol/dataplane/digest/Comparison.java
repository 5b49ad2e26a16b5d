package io.centercontrol.dataplane.digest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the copy's buckets compare with the owner's digests. A digest and the events race each other, so one that differs
 * says little: a bucket counts as different only when it did not change since the digest was taken, everything that stood
 * on the topic when the digest was heard is applied, and a second digest says so too. Then the topic is read again, once a
 * minute for a bucket at most. Used by two threads: who hears the digests and reads again, and who owns the copy.
 */
public final class Comparison {
    /** How far the owner's clock and the brokers' may be apart. */
    public static final Duration SLACK = Duration.ofSeconds(5);

    private static final int ENOUGH = 2;
    private static final long PERIOD_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<Integer, Bucket> buckets = new HashMap<>();
    private final List<Found> differences = new ArrayList<>();
    private long compared;
    private long mismatches;
    private long healed;
    private long reported;

    private static final class Bucket {
        private @Nullable OwnerDigest heard;
        private long heardAt;
        private @Nullable OwnerDigest different;
        private int times;
        private boolean suspect;
        private @Nullable Long rereadAt;

        private void begin() {
            times = 0;
            suspect = false;
            different = null;
        }
    }

    /** A bucket in which the copy stays different from the owner's, though the topic was read again. */
    public record Found(OwnerDigest digest, Tally copy) {}

    /** Counts in this run: digests compared, those that differed, buckets put right by reading again, those reported. */
    public record Counts(long compared, long mismatches, long healed, long reported) {}

    /** A digest was heard. */
    public synchronized void heard(OwnerDigest digest) {
        var bucket = buckets.computeIfAbsent(digest.bucket(), absent -> new Bucket());
        bucket.heard = digest;
        bucket.heardAt = System.nanoTime();
    }

    /**
     * Compares what was heard and not compared yet.
     *
     * @param reachedSince everything that stood on the topic at this moment, by {@link System#nanoTime}, is in the copy
     */
    public synchronized void compare(Buckets copy, long reachedSince) {
        buckets.forEach((number, bucket) -> {
            var digest = bucket.heard;
            if (digest != null && bucket.heardAt - reachedSince <= 0) {
                bucket.heard = null;
                compare(copy, bucket, digest);
            }
        });
    }

    private void compare(Buckets copy, Bucket bucket, OwnerDigest digest) {
        if (hasMoved(copy, digest)) {
            bucket.begin();
            return;
        }
        compared++;
        if (copy.tally(digest.bucket()).equals(digest.tally())) {
            bucket.begin();
            return;
        }
        mismatches++;
        if (bucket.different == null || !bucket.different.takenAt().equals(digest.takenAt())) {
            bucket.times++;
        }
        bucket.different = digest;
        var last = bucket.rereadAt;
        if (bucket.times >= ENOUGH && (last == null || System.nanoTime() - last > PERIOD_NANOS)) {
            bucket.suspect = true;
        }
    }

    /** Whether the bucket got a record that the owner may not have counted. */
    public static boolean hasMoved(Buckets copy, OwnerDigest digest) {
        return !copy.appendedAt(digest.bucket()).plus(SLACK).isBefore(digest.takenAt());
    }

    /** The buckets to read again now; they are not named again for a minute. */
    public synchronized Set<Integer> suspects() {
        var found = new HashSet<Integer>();
        buckets.forEach((number, bucket) -> {
            if (bucket.suspect) {
                bucket.suspect = false;
                bucket.rereadAt = System.nanoTime();
                found.add(number);
            }
        });
        return found;
    }

    /** The digest that a bucket differed from last; null when it is no longer different. */
    public synchronized @Nullable OwnerDigest different(int bucket) {
        var found = buckets.get(bucket);
        return found == null ? null : found.different;
    }

    /** The copy is as the owner has it, now that the topic was read again. */
    public synchronized void healed(int bucket) {
        healed++;
        beginAgain(bucket);
    }

    /** The copy stays different: the owner has to be told. */
    public synchronized void differs(Found found) {
        reported++;
        differences.add(found);
        beginAgain(found.digest().bucket());
    }

    /** Nothing can be said of the bucket: it has changed since. */
    public synchronized void beginAgain(int bucket) {
        var found = buckets.get(bucket);
        if (found != null) {
            found.begin();
        }
    }

    /** What the owner has to be told, once. */
    public synchronized List<Found> takeDifferences() {
        var taken = List.copyOf(differences);
        differences.clear();
        return taken;
    }

    /** How it went so far. */
    public synchronized Counts counts() {
        return new Counts(compared, mismatches, healed, reported);
    }
}
