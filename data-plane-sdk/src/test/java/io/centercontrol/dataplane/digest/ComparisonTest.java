package io.centercontrol.dataplane.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Tally OTHER = new Tally(7, 7, 7);

    private final String id = UUID.randomUUID().toString();
    private final Buckets copy = new Buckets();
    private final int bucket = copy.of(id);
    private final Comparison comparison = new Comparison();

    private void hear(Tally tally, long second) {
        comparison.heard(new OwnerDigest("topic", bucket, tally, TIME.plusSeconds(second)));
        comparison.compare(copy, System.nanoTime());
    }

    @Test
    void buckets_are_counted_as_the_schema_says() throws Exception {
        var md5 = MessageDigest.getInstance("MD5");
        assertThat(bucket).isEqualTo(md5.digest(id.getBytes(UTF_8))[0] & 0xFF);
        copy.add(id, 3);
        var hash = ByteBuffer.wrap(md5.digest((id + ":3").getBytes(UTF_8))).getLong();
        assertThat(copy.tally(bucket)).isEqualTo(new Tally(1, hash, 3));
        copy.remove(id, 3);
        copy.add(id, 2);
        assertThat(copy.tally(bucket).highestVersion()).as("goes down, too").isEqualTo(2);
        copy.remove(id, 2);
        assertThat(copy.tally(bucket)).isEqualTo(new Tally(0, 0, 0));
    }

    @Test
    void one_digest_is_not_enough_and_the_same_twice_is_one() {
        hear(OTHER, 10);
        hear(OTHER, 10);
        assertThat(comparison.suspects()).isEmpty();
        hear(OTHER, 11);
        assertThat(comparison.suspects()).containsExactly(bucket);
        assertThat(comparison.suspects()).as("named once").isEmpty();
        hear(OTHER, 12);
        hear(OTHER, 13);
        assertThat(comparison.suspects()).as("not again within a minute").isEmpty();
        assertThat(comparison.counts().mismatches()).isEqualTo(5);
    }

    @Test
    void an_equal_one_in_between_begins_again() {
        hear(OTHER, 10);
        hear(copy.tally(bucket), 11);
        hear(OTHER, 12);
        assertThat(comparison.suspects()).isEmpty();
    }

    @Test
    void a_bucket_that_moved_since_is_not_compared() {
        copy.add(id, 1);
        copy.appended(id, TIME.plusSeconds(10));
        hear(OTHER, 10);
        hear(OTHER, 15);
        assertThat(comparison.counts().compared()).isZero();
        hear(OTHER, 16);
        assertThat(comparison.counts().compared()).isEqualTo(1);
    }

    @Test
    void a_digest_waits_until_the_copy_has_what_stood_on_the_topic_when_it_was_heard() {
        var before = System.nanoTime();
        comparison.heard(new OwnerDigest("topic", bucket, OTHER, TIME));
        comparison.compare(copy, before - 1);
        assertThat(comparison.counts().compared()).isZero();
        comparison.compare(copy, System.nanoTime());
        assertThat(comparison.counts().compared()).isEqualTo(1);
    }
}
