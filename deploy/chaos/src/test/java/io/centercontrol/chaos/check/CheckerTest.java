package io.centercontrol.chaos.check;

import static io.centercontrol.chaos.check.HistoryFixture.TENANT;
import static io.centercontrol.chaos.check.HistoryFixture.TOPIC;
import static io.centercontrol.chaos.check.HistoryFixture.event;
import static io.centercontrol.chaos.check.HistoryFixture.past;
import static io.centercontrol.chaos.check.HistoryFixture.right;
import static io.centercontrol.chaos.check.HistoryFixture.said;
import static io.centercontrol.chaos.check.HistoryFixture.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Decision;
import io.centercontrol.chaos.history.Entry.Outcome;
import io.centercontrol.chaos.history.Subject;
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
                .with(new Entry.Asked(6_000, "op-6", "update", TENANT, "", 1))
                .with(new Entry.Answered(9_000, "op-6", Outcome.UNKNOWN, 0, TENANT, null, null, "timed out"))
                // Never answered either, and made.
                .with(new Entry.Asked(6_000, "op-7", "register", null, "", 1))
                .with(new Entry.Answered(9_000, "op-7", Outcome.UNKNOWN, 503, null, null, null, "503"))
                .with(past(tenant(3), 1, "PROVISIONING", "chaos op-7"))
                .with(said(tenant(3), 1, "PROVISIONING", 8))
                .settled(tenant(3), 1, "PROVISIONING")
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
    void whoAsksForWhatHoldsAlreadyMayBeToldWhoMadeIt() {
        assertThat(twoAskedFor("dark", "dark", 2_050).broken()).isEmpty();
    }

    @Test
    void whoAsksForSomethingElseMayNot() {
        assertThat(twoAskedFor("dark", "light", 2_050).broken()).containsExactly(Rule.ACKNOWLEDGED_IS_KEPT);
    }

    @Test
    void whatHoldsAlreadyMayNotBeWhatHeldLongAgo() {
        assertThat(twoAskedFor("dark", "dark", 3_200).broken()).containsExactly(Rule.ACKNOWLEDGED_IS_KEPT);
    }

    /** Version 3 was made by one change, version 4 known from 3,100 on; another is answered with version 3. */
    private static HistoryFixture twoAskedFor(String first, String second, long at) {
        return right().bent(
                        Entry.Asked.class,
                        asked -> asked.op().equals("op-2"),
                        asked -> new Entry.Asked(asked.at(), "op-2", "update", TENANT, first, 0))
                .with(new Entry.Asked(at, "op-9", "update", TENANT, second, 1))
                .with(new Entry.Answered(at + 10, "op-9", Outcome.ACKNOWLEDGED, 200, TENANT, 3L, event(TENANT, 3), ""));
    }

    @Test
    void anAcknowledgementWithoutAnythingBehindItIsFound() {
        assertThat(right().with(new Entry.Asked(1, "op-8", "register", null, "", 0))
                        .with(new Entry.Answered(
                                2, "op-8", Outcome.ACKNOWLEDGED, 201, tenant(9), 1L, new UUID(9, 9), ""))
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
                        .with(new Entry.Asked(2_500, "op-2", "update", TENANT, "", 0))
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
                                row -> row.subject().equals(TENANT),
                                row -> new Entry.Row(TENANT, 6, event(TENANT, 6), row.status(), row.content()))
                        .broken())
                .contains(Rule.VERSIONS_RISE_BY_ONE);
    }

    @Test
    void aRowMustHoldWhatItsPastSays() {
        assertThat(right().bent(
                                Entry.Row.class,
                                row -> row.subject().equals(TENANT),
                                row -> new Entry.Row(TENANT, 5, row.eventId(), row.status(), "other"))
                        .broken())
                .contains(Rule.VERSIONS_RISE_BY_ONE);
    }

    @Test
    void aRowMayNotVanish() {
        assertThat(right().without(entry ->
                                entry instanceof Entry.Row row && row.subject().equals(TENANT))
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
    void ofADeletedTenantThePastKeepsNoDataButItsEvents() {
        var deleted = right().bent(
                        Entry.Row.class,
                        row -> row.subject().equals(TENANT),
                        row -> new Entry.Row(TENANT, 5, row.eventId(), "DELETED", row.content()));
        assertThat(deleted.with(new Entry.Said(
                                0, 9, TENANT, 5, event(TENANT, 5), "ACTIVE", "other content", "other bytes"))
                        .broken())
                .doesNotContain(Rule.SAID_WAS_COMMITTED);
        assertThat(deleted.with(new Entry.Said(0, 10, TENANT, 5, event(TENANT, 4), "ACTIVE", "content 5", "bytes 5"))
                        .broken())
                .contains(Rule.SAID_WAS_COMMITTED);
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
        assertThat(right().bent(Entry.Stood.class, _ -> true, stood -> new Entry.Stood(stood.instance(), TOPIC, 0, 9))
                        .broken())
                .containsExactly(Rule.POSITIONS_ARE_TRUE);
    }

    @Test
    void aPositionMayNotBeBehindTheEndOfTheTopic() {
        assertThat(right().with(new Entry.Claimed("two", TOPIC, 0, 11)).broken())
                .containsExactly(Rule.POSITIONS_ARE_TRUE);
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
    void anOrderThatNobodyAnsweredMayNotBePlacedAfterAProvenSuspension() {
        var unanswered = new Entry.Decided(3_600, 3_700, TENANT, "two", Decision.UNKNOWN, "", "order-9", null);

        assertThat(right().with(unanswered).broken()).isEmpty();
        assertThat(right().with(unanswered)
                        .with(new Entry.Placed(TENANT, "order-9", new UUID(9, 9)))
                        .broken())
                .containsExactly(Rule.SUSPENSION_HOLDS);
    }

    @Test
    void anAllowedOrderMustBeInTheShopsDatabase() {
        assertThat(right().without(entry -> entry instanceof Entry.Placed).broken())
                .containsExactly(Rule.ORDERS_ARE_KEPT);
        assertThat(right().bent(
                                Entry.Placed.class,
                                _ -> true,
                                placed -> new Entry.Placed(TENANT, placed.key(), new UUID(9, 9)))
                        .broken())
                .containsExactly(Rule.ORDERS_ARE_KEPT);
    }

    @Test
    void noOrderMayBePlacedThatNobodyAskedForOrThatWasRefused() {
        assertThat(right().with(new Entry.Placed(TENANT, "order-9", new UUID(9, 9)))
                        .broken())
                .containsExactly(Rule.ORDERS_ARE_KEPT);
        assertThat(right().with(new Entry.Placed(TENANT, "order-3600-one", new UUID(9, 9)))
                        .broken())
                .containsExactly(Rule.ORDERS_ARE_KEPT);
    }

    @Test
    void anOrderMayNotBePlacedTwice() {
        assertThat(right().with(new Entry.Placed(TENANT, "order-4600-two", HistoryFixture.order("order-4600-two")))
                        .broken())
                .containsExactly(Rule.ORDERS_ARE_KEPT);
    }

    @Test
    void whatWasErasedIsHeldAgainstNothingButItsCopies() {
        var limit = new Subject("cc.limits.v1", "tenant/" + new UUID(7, 1) + "/chaos");
        var erased = right().with(new Entry.Asked(1, "op-9", "limit", limit, "", 0))
                .with(new Entry.Answered(2, "op-9", Outcome.ACKNOWLEDGED, 200, limit, 1L, new UUID(9, 9), ""))
                .with(new Entry.Said(0, 1, limit, 1, new UUID(9, 9), "", "c", "b"))
                .with(new Entry.Ended(0, 2, limit, 2));

        assertThat(erased.broken()).isEmpty();
        assertThat(erased.with(new Entry.Copied("one", limit, 1, new UUID(9, 9), "", "c", "b"))
                        .broken())
                .containsExactly(Rule.COPIES_ARE_EQUAL);
    }

    @Test
    void nothingMayBeSaidBehindATombstone() {
        var limit = new Subject("cc.limits.v1", "tenant/" + new UUID(7, 1) + "/chaos");

        assertThat(right().with(new Entry.Ended(0, 2, limit, 2))
                        .with(new Entry.Said(0, 3, limit, 1, new UUID(9, 9), "", "c", "b"))
                        .broken())
                .containsExactly(Rule.SAID_IN_ORDER);
    }

    @Test
    void whatNobodyCopiesNeedsNoCopies() {
        var provisioning = new Subject("cc.provisioning.v1", new UUID(7, 1).toString());

        assertThat(right().with(new Entry.Past(provisioning, 1, new UUID(9, 9), "", "c", null))
                        .with(new Entry.Row(provisioning, 1, new UUID(9, 9), "", "c"))
                        .with(new Entry.Said(0, 1, provisioning, 1, new UUID(9, 9), "", "c", "b"))
                        .broken())
                .isEmpty();
    }

    @Test
    void noProcessMayEndWhileATenantServiceLies() {
        assertThat(right().with(new Entry.Stayed("kafka", true)).broken()).isEmpty();
        assertThat(right().with(new Entry.Stayed("provisioning-service", false)).broken())
                .containsExactly(Rule.LIES_HARM_NOBODY);
    }

    @Test
    void whatNobodyCanTakeForTrueMustBeSetAside() {
        assertThat(right().with(new Entry.Lied("JUNK", 5, true, 5))
                        .with(new Entry.Lied("NEVER_ASKED", 9, false, 5))
                        .broken())
                .isEmpty();
        assertThat(right().with(new Entry.Lied("JUNK", 5, true, 7))
                        .with(new Entry.Lied("CUT_SHORT", 3, true, 7))
                        .broken())
                .containsExactly(Rule.LIES_HARM_NOBODY);
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
        return copy -> copy.subject().equals(TENANT) && copy.instance().equals(instance);
    }

    private static Predicate<Entry.Past> isVersion(long version) {
        return past -> past.subject().equals(TENANT) && past.version() == version;
    }

    private static Predicate<Entry> isPast(long version) {
        return entry -> entry instanceof Entry.Past past && isVersion(version).test(past);
    }

    private static Predicate<Entry> isSaid(long version) {
        return entry -> entry instanceof Entry.Said said && said.subject().equals(TENANT) && said.version() == version;
    }
}
