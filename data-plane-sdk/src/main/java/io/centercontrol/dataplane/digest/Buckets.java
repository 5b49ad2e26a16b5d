package io.centercontrol.dataplane.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The tallies of a copy, kept up as it changes, and when each bucket last did. One thread. */
public final class Buckets {
    /** How many buckets there are; digests with another number are of another time. */
    public static final int COUNT = 256;

    private final List<Bucket> all = new ArrayList<>();
    private final MessageDigest md5 = md5();

    /** All of them empty, and changed just now. */
    public Buckets() {
        for (var at = 0; at < COUNT; at++) {
            all.add(new Bucket());
        }
    }

    private static final class Bucket {
        private final TreeMap<Long, Long> versions = new TreeMap<>();
        private long count;
        private long hash;
        private Instant appendedAt = Instant.EPOCH;
        private long movedAt = System.nanoTime();

        private void change(long by, long version, long weight) {
            count += by;
            hash ^= weight;
            versions.merge(version, by, (had, more) -> had + more == 0 ? null : Long.valueOf(had + more));
            movedAt = System.nanoTime();
        }
    }

    /** The bucket that an id belongs to. */
    public int of(String id) {
        return md5.digest(id.getBytes(UTF_8))[0] & 0xFF;
    }

    /** Counts an id in at a version. */
    public void add(String id, long version) {
        all.get(of(id)).change(1, version, weight(id, version));
    }

    /** Counts it out again, at the version that it was counted in at. */
    public void remove(String id, long version) {
        all.get(of(id)).change(-1, version, weight(id, version));
    }

    /** Remembers the append time of a record that changed it. */
    public void appended(String id, Instant time) {
        var bucket = all.get(of(id));
        if (time.isAfter(bucket.appendedAt)) {
            bucket.appendedAt = time;
        }
    }

    /** What is in a bucket. */
    public Tally tally(int bucket) {
        var found = all.get(bucket);
        return new Tally(found.count, found.hash, found.versions.isEmpty() ? 0 : found.versions.lastKey());
    }

    /** The newest append time of a record that changed the bucket since this count began. */
    public Instant appendedAt(int bucket) {
        return all.get(bucket).appendedAt;
    }

    /** When the bucket last changed here, by {@link System#nanoTime}. */
    public long movedAt(int bucket) {
        return all.get(bucket).movedAt;
    }

    private long weight(String id, long version) {
        return ByteBuffer.wrap(md5.digest((id + ":" + version).getBytes(UTF_8))).getLong();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
