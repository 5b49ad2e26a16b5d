package io.centercontrol.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which plans a tenant can be registered with, and what is said of the others. */
class OnOfferTest {
    @Test
    void a_plan_on_offer_is_taken() {
        assertThatCode(() -> offer(true, "basic", "standard").check("/plan", "standard"))
                .doesNotThrowAnyException();
    }

    @Test
    void another_is_refused_with_what_there_is() {
        refused(offer(true, "standard", "basic"), "gold", "There is no plan 'gold'", "basic, standard");
    }

    @Test
    void where_everything_is_a_draft_nothing_is_on_offer() {
        refused(offer(true), "basic", "There is: none.");
    }

    @Test
    void before_the_first_plan_came_that_is_what_is_said() {
        refused(offer(false), "basic", "No plan is known yet");
    }

    @Test
    void a_long_key_is_not_sent_back_whole() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> offer(true).check("/plan", "x".repeat(5_000)))
                .satisfies(e -> assertThat(e.refusal().message()).hasSizeLessThan(200));
    }

    private static OnOffer offer(boolean anyKnown, String... keys) {
        return new OnOffer(new TreeSet<>(List.of(keys)), anyKnown);
    }

    private static void refused(OnOffer offer, String key, String... words) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> offer.check("/plan", key))
                .satisfies(e -> assertThat(e.refusal()).isInstanceOfSatisfying(Refusal.Invalid.class, invalid -> {
                    var violation = invalid.violations().getFirst();
                    assertThat(violation.pointer()).isEqualTo("/plan");
                    assertThat(violation.code()).isEqualTo("UNKNOWN_PLAN");
                    assertThat(violation.message()).contains(words);
                }));
    }
}
