package io.centercontrol.chaos.check;

import static io.centercontrol.chaos.check.HistoryFixture.TENANT;
import static io.centercontrol.chaos.check.HistoryFixture.event;
import static io.centercontrol.chaos.check.HistoryFixture.past;
import static io.centercontrol.chaos.check.HistoryFixture.right;
import static io.centercontrol.chaos.check.HistoryFixture.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Decision;
import io.centercontrol.chaos.history.Entry.Outcome;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CheckerTest {
    @Test
    void findsNothingWhereNothingIsWrong() {
        assertThat(Checker.check(right().history())).isEmpty();
    }

    @Test
    void bearsWhatFaultsMayDo() {
        var history = right()
                // Asked for, never answered, and not made.
                .with(new Entry.Asked(6_000, "op-6", "update", TENANT, 1))
                .with(new Entry.Answered(9_000, "op-6", Outcome.UNKNOWN, 0, TENANT, null, null, "timed out"))
                // Never answered either, and made.
                .with(new Entry.Asked(6_000, "op-7", "register", null, 1))
                .with(new Entry.Answered(9_000, "op-7", Outcome.UNKNOWN, 503, null, null, null, "503"))
                .with(past(new UUID(7, 3), 1, "PROVISIONING", "chaos op-7"))
                .with(said(new UUID(7, 3), 1, "PROVISIONING", 8))
                .settled(new UUID(7, 3), 1, "PROVISIONING")
                // A record that stands on the topic twice, the second time behind newer ones.
                .with(said(TENANT, 3, "ACTIVE", 9));

        assertThat(Checker.check(history.history())).isEmpty();
    }

    @Test
    void anAcknowledgedVersionMustBeInTheDatabase() {
        assertThat(right().without(isPast(3)).broken()).contains(Rule.ACKNOWLEDGED_IS_KEPT, Rule.VERSIONS_RISE_BY_ONE);
    }

    @Test
    void anAcknowledgementMustNameTheEventThatWasCommitted() {
        assertThat(right().bent(
                                Entry.Answered.class,
                                answer -> answer.op().equals("op-2"),
                                answer -> new Entry.Answered(
                                        answer.at(),
                                        answer.op(),
                                        answer.outcome(),
                                        200,
                                        TENANT,
                                        answer.version(),
                                        new UUID(9, 9),
                                        ""))
                        .broken())
                .containsExactly(Rule.ACKNOWLEDGED_IS_KEPT);
    }

    @Test
    void anAcknowledgementMustBeOfItsOwnChange() {
        assertThat(right().bent(Entry.Past.class, isVersion(3), _ -> past(TENANT, 3, "ACTIVE", "chaos op-9"))
                        .broken())
                .containsExactly(Rule.ACKNOWLEDGED_IS_KEPT);
    }

    @Test
    void anAcknowledgementWithoutAnythingBehindItIsFound() {
        assertThat(right().with(new Entry.Asked(1, "op-8", "register", null, 0))
                        .with(new Entry.Answered(
                                2, "op-8", Outcome.ACKNOWLEDGED, 201, new UUID(7, 9), 1L, new UUID(9, 9), ""))
                        .broken())
                .containsExactly(Rule.ACKNOWLEDGED_IS_KEPT);
    }

    @Test
    void aChangeMayNotBeMadeTwice() {
        assertThat(right().bent(Entry.Past.class, isVersion(5), _ -> past(TENANT, 5, "ACTIVE", "chaos op-2"))
                        .broken())
                .contains(Rule.ASKED_ONCE_DONE_ONCE);
    }

    @Test
    void aRefusedChangeMayNotBeMade() {
        assertThat(right().bent(
                                Entry.Answered.class,
                                answer -> answer.op().equals("op-2"),
                                answer -> new Entry.Answered(
                                        answer.at(), answer.op(), Outcome.REFUSED, 412, TENANT, null, null, ""))
                        .broken())
                .containsExactly(Rule.ASKED_ONCE_DONE_ONCE);
    }

    @Test
    void aChangeThatWasRefusedOnlyTheSecondTimeMayBeMade() {
        assertThat(right().bent(
                                Entry.Answered.class,
                                answer -> answer.op().equals("op-2"),
                                answer -> new Entry.Answered(
                                        answer.at(), answer.op(), Outcome.UNKNOWN, 0, TENANT, null, null, ""))
                        .with(new Entry.Asked(2_500, "op-2", "update", TENANT, 0))
                        .with(new Entry.Answered(2_600, "op-2", Outcome.REFUSED, 412, TENANT, null, null, ""))
                        .broken())
                .isEmpty();
    }

    @Test
    void noVersionMayBeSkipped() {
        assertThat(right().without(isPast(2)).broken()).contains(Rule.VERSIONS_RISE_BY_ONE);
    }

    @Test
    void aRowMayNotBeAheadOfItsPast() {
        assertThat(right().bent(
                                Entry.Row.class,
                                row -> row.tenant().equals(TENANT),
                                row -> new Entry.Row(TENANT, 6, event(TENANT, 6), row.status(), row.content()))
                        .broken())
                .contains(Rule.VERSIONS_RISE_BY_ONE);
    }

    @Test
    void aRowMustHoldWhatItsPastSays() {
        assertThat(right().bent(
                                Entry.Row.class,
                                row -> row.tenant().equals(TENANT),
                                row -> new Entry.Row(TENANT, 5, row.eventId(), row.status(), "other"))
                        .broken())
                .contains(Rule.VERSIONS_RISE_BY_ONE);
    }

    @Test
    void aRowMayNotVanish() {
        assertThat(right().without(entry ->
                                entry instanceof Entry.Row row && row.tenant().equals(TENANT))
                        .broken())
                .containsExactly(Rule.VERSIONS_RISE_BY_ONE);
    }

    @Test
    void whatIsCommittedMustBeOnTheTopic() {
        assertThat(right().without(isSaid(3)).broken()).containsExactly(Rule.COMMITTED_IS_SAID);
    }

    @Test
    void whatIsOnTheTopicMustBeCommitted() {
        assertThat(right().with(said(TENANT, 6, "ACTIVE", 9)).broken()).containsExactly(Rule.SAID_WAS_COMMITTED);
    }

    @Test
    void theTopicMaySayNothingElseThanTheDatabase() {
        assertThat(right().with(new Entry.Said(
                                0, 9, TENANT, 5, event(TENANT, 5), "ACTIVE", "other content", "other bytes"))
                        .broken())
                .containsExactly(Rule.SAID_WAS_COMMITTED);
    }

    @Test
    void versionsMustFirstAppearInOrder() {
        assertThat(right().without(isSaid(3)).with(said(TENANT, 3, "ACTIVE", 9)).broken())
                .containsExactly(Rule.SAID_IN_ORDER);
    }

    @Test
    void aTenantMayNotMoveToAnotherPartition() {
        assertThat(right().with(new Entry.Said(3, 9, TENANT, 5, event(TENANT, 5), "ACTIVE", "content 5", "bytes 5"))
                        .broken())
                .containsExactly(Rule.SAID_IN_ORDER);
    }

    @Test
    void nothingMayBeAppliedThatWasNotCommitted() {
        assertThat(right().bent(Entry.Copied.class, isCopy("one"), copy -> copied(copy, 6, "content 6", "bytes 6"))
                        .broken())
                .containsExactlyInAnyOrder(Rule.APPLIED_WAS_COMMITTED, Rule.COPIES_ARE_EQUAL);
    }

    @Test
    void appliedBytesMustBeARecordsBytes() {
        assertThat(right().bent(Entry.Copied.class, isCopy("one"), copy -> copied(copy, 5, "content 5", "else"))
                        .broken())
                .containsExactly(Rule.APPLIED_WAS_COMMITTED);
    }

    @Test
    void anOlderVersionMayNotStayInACopy() {
        assertThat(right().bent(Entry.Copied.class, isCopy("two"), copy -> copied(copy, 3, "content 3", "bytes 3"))
                        .broken())
                .containsExactly(Rule.COPIES_ARE_EQUAL);
    }

    @Test
    void aTenantMayNotBeMissingInACopy() {
        assertThat(right().without(entry -> entry instanceof Entry.Copied copy
                                && isCopy("two").test(copy))
                        .broken())
                .containsExactly(Rule.COPIES_ARE_EQUAL);
    }

    @Test
    void aPositionMayNotBeAheadOfTheCopy() {
        assertThat(right().bent(Entry.Stood.class, _ -> true, stood -> new Entry.Stood(stood.instance(), 0, 9))
                        .broken())
                .containsExactly(Rule.POSITIONS_ARE_TRUE);
    }

    @Test
    void aPositionMayNotBeBehindTheEndOfTheTopic() {
        assertThat(right().with(new Entry.Claimed("two", 0, 11)).broken()).containsExactly(Rule.POSITIONS_ARE_TRUE);
    }

    @Test
    void noOrderMayBeAllowedAfterAProvenSuspension() {
        assertThat(right().order(3_600, "two", Decision.ALLOWED).broken()).containsExactly(Rule.SUSPENSION_HOLDS);
    }

    @Test
    void anOrderMayBeAllowedWhileASuspensionIsNotProven() {
        assertThat(right().order(3_400, "two", Decision.ALLOWED).broken()).isEmpty();
    }

    @Test
    void anOrderThatEndsAfterReinstatingWasAskedForMayBeAllowed() {
        assertThat(right().order(3_950, "two", Decision.ALLOWED).broken()).isEmpty();
    }

    @Test
    void theSimplestViolationIsShownByItsTenantsTimeline() {
        var history = right().without(isSaid(3)).history();
        var violations = Checker.check(history);
        var simplest = Timeline.simplest(history, violations);

        assertThat(simplest.rule()).isEqualTo(Rule.COMMITTED_IS_SAID);
        assertThat(simplest.version()).isEqualTo(3);
        assertThat(Timeline.of(history, simplest))
                .isNotEmpty()
                .allMatch(line -> !line.contains("op-5"))
                .anyMatch(line -> line.contains("op-2"));
    }

    @Test
    void aPartOfAHistoryIsJudgedByItself() {
        var history = right().without(isSaid(3)).history();

        assertThat(Checker.check(history.about(Set.of(HistoryFixture.OTHER)))).isEmpty();
        assertThat(Checker.check(history.about(Set.of(TENANT)))).isNotEmpty();
    }

    private static Entry.Copied copied(Entry.Copied copy, long version, String content, String bytes) {
        return new Entry.Copied(
                copy.instance(), TENANT, version, event(TENANT, version), copy.status(), content, bytes);
    }

    private static Predicate<Entry.Copied> isCopy(String instance) {
        return copy -> copy.tenant().equals(TENANT) && copy.instance().equals(instance);
    }

    private static Predicate<Entry.Past> isVersion(long version) {
        return past -> past.tenant().equals(TENANT) && past.version() == version;
    }

    private static Predicate<Entry> isPast(long version) {
        return entry -> entry instanceof Entry.Past past && isVersion(version).test(past);
    }

    private static Predicate<Entry> isSaid(long version) {
        return entry -> entry instanceof Entry.Said said && said.tenant().equals(TENANT) && said.version() == version;
    }
}
