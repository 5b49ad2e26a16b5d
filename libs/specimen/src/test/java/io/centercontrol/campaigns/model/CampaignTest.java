package io.centercontrol.campaigns.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    private final Campaign running =
            Campaign.start("summer-sale", "Summer", 50_000, NOON).next();

    @Test
    void one_that_is_started_runs() {
        assertThat(running).isEqualTo(new Campaign("summer-sale", "Summer", 50_000, Campaign.State.RUNNING, 1, NOON));
    }

    @Test
    void another_name_is_the_next_version() {
        var change = Objects.requireNonNull(running.rename("Late summer", LATER));

        assertThat(change.type()).isEqualTo("campaign.renamed");
        assertThat(change.fields()).containsExactly(new FieldChange("/name", "Summer", "Late summer"));
        assertThat(change.next())
                .isEqualTo(new Campaign("summer-sale", "Late summer", 50_000, Campaign.State.RUNNING, 2, LATER));
    }

    @Test
    void the_same_name_makes_no_version() {
        assertThat(running.rename("Summer", LATER)).isNull();
    }

    @Test
    void what_has_ended_is_not_changed_any_more() {
        var ended = running.end(LATER).next();

        assertThat(ended.state()).isEqualTo(Campaign.State.ENDED);
        assertRefused(() -> ended.rename("Autumn", LATER), "CAMPAIGN_ENDED");
        assertRefused(() -> ended.end(LATER), "CAMPAIGN_ENDED");
    }

    @ParameterizedTest
    @CsvSource({
        "Summer,      Name, 1,            INVALID_KEY",
        "a,           Name, 1,            INVALID_KEY",
        "summer-sale, ' ',  1,            INVALID_NAME",
        "summer-sale, Name, 0,            INVALID_BUDGET",
        "summer-sale, Name, 100000000001, INVALID_BUDGET",
    })
    void what_makes_no_sense_is_refused(String key, String name, long budgetCents, String code) {
        assertRefused(() -> Campaign.start(key, name, budgetCents, NOON), code);
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        assertThatThrownBy(() -> Campaign.start("S", "", 0, NOON))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(((Refusal.Invalid) refused.refusal()).violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/key", "/name", "/budgetCents"));
    }

    private static void assertRefused(ThrowingCallable what, String code) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
