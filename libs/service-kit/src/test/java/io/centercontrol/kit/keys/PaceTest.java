package io.centercontrol.kit.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each key has so much in each second. */
class PaceTest {
    @Test
    void so_many_in_a_second_and_as_many_again_in_the_next() {
        var pace = new Pace(3);
        var key = UUID.randomUUID();
        for (var second = 5L; second < 7; second++) {
            for (var asked = 0; asked < 3; asked++) {
                assertThat(pace.allows(key, second * 1_000 + asked)).isTrue();
            }
            assertThat(pace.allows(key, second * 1_000 + 999)).isFalse();
        }
        assertThat(pace.allows(UUID.randomUUID(), 6_999)).isTrue();
    }
}
