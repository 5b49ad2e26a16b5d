package io.centercontrol.flags.limits.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a rate limit comes, changes, ends and comes again. */
class RateLimitTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final LimitKey KEY = new LimitKey(new Holder.OfPlan("basic"), "checkout");
    private static final Terms TEN = new Terms(10, 1, 20, Terms.Stage.SHADOW, null);
    private static final Terms ENFORCED = new Terms(10, 1, 20, Terms.Stage.ENFORCE, NOW.plusSeconds(60));

    @Test
    void it_begins_with_all_that_it_says() {
        var change = RateLimit.introduce(KEY, TEN, NOW);
        assertThat(change.type()).isEqualTo("rate-limit.set");
        assertThat(change.next().version()).isEqualTo(1);
        assertThat(change.next().holds(NOW)).isTrue();
        assertThat(change.fields())
                .extracting(FieldChange::path)
                .containsExactly("/permits", "/perSeconds", "/burst", "/stage");
    }

    @Test
    void only_what_is_other_than_it_was_is_a_change() {
        var limit = RateLimit.introduce(KEY, TEN, NOW).next();
        assertThat(limit.set(TEN, NOW)).isNull();
        var change = limit.set(ENFORCED, NOW);
        assertThat(change).isNotNull();
        assertThat(change.type()).isEqualTo("rate-limit.changed");
        assertThat(change.next().version()).isEqualTo(2);
        assertThat(change.fields())
                .containsExactly(
                        new FieldChange("/stage", Terms.Stage.SHADOW, Terms.Stage.ENFORCE),
                        new FieldChange("/expiresAt", null, "2026-01-01T12:01:00Z"));
    }

    @Test
    void a_removed_one_is_restored_by_setting_it_even_to_the_same() {
        var removed = RateLimit.introduce(KEY, TEN, NOW).next().remove(NOW);
        assertThat(removed.type()).isEqualTo("rate-limit.removed");
        assertThat(removed.next().holds(NOW)).isFalse();
        assertThatThrownBy(() -> removed.next().remove(NOW)).isInstanceOf(RefusedException.class);

        var restored = removed.next().set(TEN, NOW);
        assertThat(restored).isNotNull();
        assertThat(restored.type()).isEqualTo("rate-limit.restored");
        assertThat(restored.next().version()).isEqualTo(3);
        assertThat(restored.next().holds(NOW)).isTrue();
        assertThat(restored.fields()).containsExactly(new FieldChange("/removed", true, false));
    }

    @Test
    void its_time_ends_it_once() {
        var limit = RateLimit.introduce(KEY, ENFORCED, NOW).next();
        assertThat(limit.expire(NOW.plusSeconds(59))).isNull();
        assertThat(limit.holds(NOW.plusSeconds(59))).isTrue();
        assertThat(limit.holds(NOW.plusSeconds(60))).isFalse();
        var expired = limit.expire(NOW.plusSeconds(60));
        assertThat(expired).isNotNull();
        assertThat(expired.type()).isEqualTo("rate-limit.expired");
        assertThat(expired.next().removed()).isTrue();
        assertThat(expired.next().expire(NOW.plusSeconds(61))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "      -1,     1,  1, /permits,    OUT_OF_RANGE",
        "1000000001,   1,  1, /permits,    OUT_OF_RANGE",
        "       1,     0,  1, /perSeconds, OUT_OF_RANGE",
        "       1, 86401,  1, /perSeconds, OUT_OF_RANGE",
        "       1,     1, -1, /burst,      OUT_OF_RANGE",
        "       1,     1,  0, /burst,      BURST_DOES_NOT_FIT",
        "       0,     1,  1, /burst,      BURST_DOES_NOT_FIT",
    })
    void what_makes_no_sense_is_refused(long permits, int perSeconds, long burst, String pointer, String code) {
        var terms = new Terms(permits, perSeconds, burst, Terms.Stage.SHADOW, null);
        assertThat(refused(KEY, terms))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(pointer, code));
    }

    @Test
    void nothing_passes_with_no_permits() {
        var terms = new Terms(0, 1, 0, Terms.Stage.ENFORCE, null);
        assertThat(RateLimit.introduce(KEY, terms, NOW).next().terms().permits())
                .isZero();
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        var terms = new Terms(-1, 0, -1, Terms.Stage.SHADOW, NOW);
        assertThat(refused(new LimitKey(new Holder.OfPlan("No Plan"), "No Class"), terms))
                .extracting(Violation::pointer)
                .containsExactly("/callClass", "/plan", "/permits", "/perSeconds", "/burst", "/expiresAt");
    }

    @Test
    void an_id_says_whose_it_is() {
        var tenant = new TenantId(UUID.fromString("01900000-0000-7000-8000-000000000001"));
        var key = new LimitKey(new Holder.OfTenant(tenant), "checkout");
        assertThat(key.id()).isEqualTo("tenant/01900000-0000-7000-8000-000000000001/checkout");
        assertThat(LimitKey.parse(key.id())).isEqualTo(key);
        assertThat(LimitKey.parse("plan/basic/checkout")).isEqualTo(KEY);
        assertThatThrownBy(() -> LimitKey.parse("plan/basic")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LimitKey.parse("shop/basic/checkout")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Violation> refused(LimitKey key, Terms terms) {
        try {
            RateLimit.introduce(key, terms, NOW);
        } catch (RefusedException e) {
            return e.refusal() instanceof Refusal.Invalid(var violations) ? violations : List.of();
        }
        return List.of();
    }
}
