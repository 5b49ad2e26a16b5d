package io.centercontrol.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SetAsideTest {
    private static ConsumerRecord<String, byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>("topic", 0, 7, key, value);
    }

    @Test
    void a_record_like_ours_is_kept_whole() {
        var record = record("key", new byte[] {1, 2});
        record.headers().add("a", "1".getBytes(StandardCharsets.UTF_8)).add("a", null);

        var kept = SetAside.of(record, "why");

        assertThat(kept.key()).isEqualTo("key");
        assertThat(kept.value()).containsExactly(1, 2);
        assertThat(kept.headers()).hasToString("[[a, 1], [a, ]]");
        assertThat(kept.reason()).isEqualTo("why");
    }

    @Test
    void of_keys_and_headers_of_a_megabyte_the_beginning_is_kept() {
        var large = "x".repeat(1 << 20);
        var record = record(large, new byte[0]);
        record.headers().add(large, large.getBytes(StandardCharsets.UTF_8));

        var kept = SetAside.of(record, "why");

        assertThat(kept.key()).hasSize(SetAside.LONGEST_TEXT);
        assertThat(kept.headers().getFirst()).allMatch(text -> text.length() == SetAside.LONGEST_TEXT);
    }

    @Test
    void of_a_hundred_thousand_headers_the_last_are_kept() {
        var record = record("key", new byte[0]);
        for (var n = 0; n < 100_000; n++) {
            record.headers().add("h" + n, new byte[] {'v'});
        }
        var kept = SetAside.of(record, "why");

        assertThat(kept.headers()).hasSize(SetAside.MOST_HEADERS);
        assertThat(kept.headers().getLast().getFirst()).isEqualTo("h99999");
    }

    /** SetAside as no bytes, and never as a beginning, which might be a good record. */
    @Test
    void a_value_that_is_too_large_is_not_kept_and_no_tombstone_either() {
        var kept = SetAside.of(record("key", new byte[SetAside.MOST_VALUE + 1]), "why");

        assertThat(kept.value()).isEmpty();
        assertThat(kept.reason()).contains("2097153 bytes").endsWith("why");
        assertThat(SetAside.of(record("key", new byte[SetAside.MOST_VALUE]), "why")
                        .value())
                .hasSize(SetAside.MOST_VALUE);
    }

    @Test
    void no_other_key_comes_of_one_that_the_database_cannot_keep() {
        var record = record("a\0b", new byte[0]);
        record.headers().add("\0", new byte[] {0});

        assertThat(SetAside.of(record, "why").key()).isEqualTo("a\uFFFDb");
        assertThat(SetAside.of(record, "why").headers()).hasToString("[[\uFFFD, \uFFFD]]");
    }

    @Test
    void a_flood_is_logged_seldom_and_each_kind_by_itself() {
        var lines = new Seldom(2, Duration.ofMinutes(1));

        assertThat(lines.next("a")).isTrue();
        assertThat(lines.next("a")).isTrue();
        assertThat(lines.next("a")).isFalse();
        assertThat(lines.next("b")).isTrue();
    }
}
