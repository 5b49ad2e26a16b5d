package io.centercontrol.provisioning.progress.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.Violation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantServiceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final TenantService shop = TenantService.introduce(
                    "shop", "Shop", true, SECOND, SECOND, Duration.ofSeconds(10), Serves.EVERYBODY, NOW)
            .next();

    @Test
    void the_pause_doubles_up_to_the_longest() {
        assertThat(shop.backoff(1, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(shop.backoff(2, 1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(shop.backoff(4, 1)).isEqualTo(Duration.ofSeconds(8));
        assertThat(shop.backoff(5, 1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(shop.backoff(Integer.MAX_VALUE, 1)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void half_of_the_pause_is_left_to_chance() {
        assertThat(shop.backoff(2, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(shop.backoff(2, 0.5)).isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "shop", "shop-2", "0shop", "a23456789-123456789-123456789-123456789-"})
    void keys_that_topics_can_carry(String key) {
        assertThat(TenantService.isKey(key)).isEqualTo(!key.endsWith("-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-shop", "shop-", "Shop", "sh op", "sh.op", "sh/op", "shöp", "ѕhор"})
    void keys_that_are_refused(String key) {
        assertThatThrownBy(() -> TenantService.introduce(key, "x", true, SECOND, SECOND, SECOND, Serves.EVERYBODY, NOW))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo("INVALID_KEY"));
    }

    @Test
    void all_violations_are_told() {
        assertThatThrownBy(() -> TenantService.introduce(
                        "x", " ", true, Duration.ZERO, SECOND, Duration.ofMillis(100), Serves.EVERYBODY, NOW))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(((Refusal.Invalid) e.refusal()).violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/key", "/name", "/attemptTimeoutMillis", "/mostBackoffMillis"));
    }

    @Test
    void a_revision_tells_what_changed() {
        var change = shop.revise("Shop", false, SECOND, SECOND, Duration.ofSeconds(10), Serves.EVERYBODY, NOW)
                .orElseThrow();

        assertThat(change.next().version()).isEqualTo(2);
        assertThat(change.fields()).containsExactly(new FieldChange("/required", true, false));
        assertThat(shop.revise("Shop", true, SECOND, SECOND, Duration.ofSeconds(10), Serves.EVERYBODY, NOW))
                .isEmpty();
    }
}
