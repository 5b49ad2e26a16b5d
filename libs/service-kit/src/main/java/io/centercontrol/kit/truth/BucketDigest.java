package io.centercontrol.kit.truth;

/**
 * What an owner holds in one bucket.
 *
 * @param hash XOR over the aggregates of the first eight bytes of MD5 over {@code <id>:<version>}
 */
public record BucketDigest(int bucket, long count, long hash, long highestVersion) {
    /** How many buckets there are: one for each value of the first byte of MD5 over an aggregate's id. */
    public static final int BUCKETS = 256;

    static BucketDigest empty(int bucket) {
        return new BucketDigest(bucket, 0, 0, 0);
    }
}
