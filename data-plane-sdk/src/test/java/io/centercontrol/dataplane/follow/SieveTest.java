package io.centercontrol.dataplane.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.dataplane.wire.KeyForm;
import io.centercontrol.dataplane.wire.Poison;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SieveTest {
    private static final String ONE = "00000000-0000-7000-8000-000000000001";
    private static final String TWO = "00000000-0000-7000-8000-000000000002";

    private final Sieve sieve = new Sieve(KeyForm.TENANT_ID);

    @Test
    void keeps_the_newest_of_each_in_the_order_of_the_ids() throws Poison {
        sieve.take(record(TWO, "1", "a"));
        sieve.take(record(ONE, "3", "b"));
        sieve.take(record(ONE, "2", "an older one that comes late"));

        assertThat(sieve.newest()).extracting(Sieve.Kept::id).containsExactly(ONE, TWO);
        assertThat(sieve.newest()).extracting(Sieve.Kept::version).containsExactly(3L, 1L);
    }

    @Test
    void takes_the_later_of_two_of_a_version_for_a_repair() throws Poison {
        sieve.take(record(ONE, "2", "wrong"));
        sieve.take(record(ONE, "2", "right"));

        assertThat(sieve.newest().getFirst().value()).asString(UTF_8).isEqualTo("right");
    }

    @Test
    void lets_nothing_old_come_back_after_a_purge() throws Poison {
        sieve.take(record(ONE, "4", "a"));
        sieve.take(record(ONE, "5", null));
        sieve.take(record(ONE, "5", "as old as the purge"));
        sieve.take(record(ONE, "4", "older"));

        assertThat(sieve.newest().getFirst().value()).isNull();
        assertThat(sieve.newest().getFirst().version()).isEqualTo(5);
    }

    @Test
    void passes_over_a_purge_that_is_older_than_the_state() throws Poison {
        sieve.take(record(ONE, "6", "a"));
        sieve.take(record(ONE, "5", null));

        assertThat(sieve.newest().getFirst().value()).asString(UTF_8).isEqualTo("a");
    }

    @Test
    void does_not_guess() {
        assertThatThrownBy(() -> sieve.take(record(ONE, null, "a"))).isInstanceOf(Poison.class);
        assertThatThrownBy(() -> sieve.take(record(ONE, "x", "a"))).isInstanceOf(Poison.class);
        var ofTwo = record(ONE, "1", "a");
        ofTwo.headers().add("tenant-id", TWO.getBytes(UTF_8));
        assertThatThrownBy(() -> sieve.take(ofTwo)).isInstanceOf(Poison.class);
        assertThat(sieve.newest()).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(String id, @Nullable String version, @Nullable String value) {
        var record = new ConsumerRecord<byte[], byte[]>(
                "t", 0, 0, id.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
        if (version != null) {
            record.headers().add("version", version.getBytes(UTF_8));
        }
        return record;
    }
}
