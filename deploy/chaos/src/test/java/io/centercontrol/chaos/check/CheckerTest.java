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
    void finds_nothing_where_nothing_is_wrong() {
        assertThat(Checker.check(right().history())).isEmpty();
    }

    @Test
    void bears_what_faults_may_do() {
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
    void a_committed_change_is_one_entry_of_the_trail() {
        Predicate<Entry> third = entry ->
                entry instanceof Entry.Audited audited && audited.subject().equals(TENANT) && audited.version() == 3;

        assertThat(right().without(third).broken()).containsExactly(Rule.CHANGES_ARE_AUDITED);
        assertThat(right().with(new Entry.Audited(TENANT, 3, event(TENANT, 3))).broken())
                .containsExactly(Rule.CHANGES_ARE_AUDITED);
        assertThat(right().without(third)
                        .with(new Entry.Audited(TENANT, 3, new UUID(0, 3)))
                        .broken())
                .containsExactly(Rule.CHANGES_ARE_AUDITED);
    }

    @Test
    void the_trails_log_only_grows() {
        assertThat(right().with(new Entry.Signed(6, "a third root", true)).broken())
                .containsExactly(Rule.CHECKPOINTS_AGREE);
        assertThat(right().with(new Entry.Signed(7, "a fourth root", false)).broken())
                .containsExactly(Rule.CHECKPOINTS_AGREE);
        assertThat(right().with(new Entry.Signed(6, "another root", true)).broken())
                .isEmpty();
    }

    @Test
    void an_acknowledged_version_must_be_in_the_database() {
        assertThat(right().without(isPast(3)).broken()).contains(Rule.ACKNOWLEDGED_IS_KEPT, Rule.VERSIONS_RISE_BY_ONE);
    }

    @Test
    void an_acknowledgement_must_name_the_event_that_was_committed() {
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
    void an_acknowledgement_must_be_of_its_own_change() {
        assertThat(right().bent(Entry.Past.class, isVersion(3), _ -> past(TENANT, 3, "ACTIVE", "chaos op-9"))
                        .broken())
                .containsExactly(Rule.ACKNOWLEDGED_IS_KEPT);
    }

    @Test
    void who_asks_for_what_holds_already_may_be_told_who_made_it() {
        assertThat(twoAskedFor("dark", "dark", 2_050).broken()).isEmpty();
    }

    @Test
    void who_asks_for_something_else_may_not() {
        assertThat(twoAskedFor("dark", "light", 2_050).broken()).containsExactly(Rule.ACKNOWLEDGED_IS_KEPT);
    }

    @Test
    void what_holds_already_may_not_be_what_held_long_ago() {
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
    void an_acknowledgement_without_anything_behind_it_is_found() {
        assertThat(right().with(new Entry.Asked(1, "op-8", "register", null, "", 0))
                        .with(new Entry.Answered(
                                2, "op-8", Outcome.ACKNOWLEDGED, 201, tenant(9), 1L, new UUID(9, 9), ""))
                        .broken())
                .containsExactly(Rule.ACKNOWLEDGED_IS_KEPT);
    }

    @Test
    void a_change_may_not_be_made_twice() {
        assertThat(right().bent(Entry.Past.class, isVersion(5), _ -> past(TENANT, 5, "ACTIVE", "chaos op-2"))
                        .broken())
                .contains(Rule.ASKED_ONCE_DONE_ONCE);
    }

    @Test
    void a_refused_change_may_not_be_made() {
        assertThat(right().bent(
                                Entry.Answered.class,
                                answer -> answer.op().equals("op-2"),
                                answer -> new Entry.Answered(
                                        answer.at(), answer.op(), Outcome.REFUSED, 412, TENANT, null, null, ""))
                        .broken())
                .containsExactly(Rule.ASKED_ONCE_DONE_ONCE);
    }

    @Test
    void a_change_that_was_refused_only_the_second_time_may_be_made() {
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
    void no_version_may_be_skipped() {
        assertThat(right().without(isPast(2)).broken()).contains(Rule.VERSIONS_RISE_BY_ONE);
    }

    @Test
    void a_row_may_not_be_ahead_of_its_past() {
        assertThat(right().bent(
                                Entry.Row.class,
                                row -> row.subject().equals(TENANT),
                                row -> new Entry.Row(TENANT, 6, event(TENANT, 6), row.status(), row.content()))
                        .broken())
                .contains(Rule.VERSIONS_RISE_BY_ONE);
    }

    @Test
    void a_row_must_hold_what_its_past_says() {
        assertThat(right().bent(
                                Entry.Row.class,
                                row -> row.subject().equals(TENANT),
                                row -> new Entry.Row(TENANT, 5, row.eventId(), row.status(), "other"))
                        .broken())
                .contains(Rule.VERSIONS_RISE_BY_ONE);
    }

    @Test
    void a_row_may_not_vanish() {
        assertThat(right().without(entry ->
                                entry instanceof Entry.Row row && row.subject().equals(TENANT))
                        .broken())
                .containsExactly(Rule.VERSIONS_RISE_BY_ONE);
    }

    @Test
    void what_is_committed_must_be_on_the_topic() {
        assertThat(right().without(isSaid(3)).broken()).containsExactly(Rule.COMMITTED_IS_SAID);
    }

    @Test
    void what_is_on_the_topic_must_be_committed() {
        assertThat(right().with(said(TENANT, 6, "ACTIVE", 9)).broken()).containsExactly(Rule.SAID_WAS_COMMITTED);
    }

    @Test
    void of_a_deleted_tenant_the_past_keeps_no_data_but_its_events() {
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
    void the_topic_may_say_nothing_else_than_the_database() {
        assertThat(right().with(new Entry.Said(
                                0, 9, TENANT, 5, event(TENANT, 5), "ACTIVE", "other content", "other bytes"))
                        .broken())
                .containsExactly(Rule.SAID_WAS_COMMITTED);
    }

    @Test
    void versions_must_first_appear_in_order() {
        assertThat(right().without(isSaid(3)).with(said(TENANT, 3, "ACTIVE", 9)).broken())
                .containsExactly(Rule.SAID_IN_ORDER);
    }

    @Test
    void what_was_lost_may_be_said_late_with_the_newest_behind_it() {
        assertThat(right().without(isSaid(3))
                        .with(said(TENANT, 3, "ACTIVE", 9))
                        .with(said(TENANT, 5, "ACTIVE", 10))
                        .broken())
                .isEmpty();
        assertThat(right().without(isSaid(3))
                        .with(said(TENANT, 3, "ACTIVE", 9))
                        .with(said(TENANT, 4, "SUSPENDED", 10))
                        .broken())
                .containsExactly(Rule.SAID_IN_ORDER);
    }

    @Test
    void a_tenant_may_not_move_to_another_partition() {
        assertThat(right().with(new Entry.Said(3, 9, TENANT, 5, event(TENANT, 5), "ACTIVE", "content 5", "bytes 5"))
                        .broken())
                .containsExactly(Rule.SAID_IN_ORDER);
    }

    @Test
    void nothing_may_be_applied_that_was_not_committed() {
        assertThat(right().bent(Entry.Copied.class, isCopy("one"), copy -> copied(copy, 6, "content 6", "bytes 6"))
                        .broken())
                .containsExactlyInAnyOrder(Rule.APPLIED_WAS_COMMITTED, Rule.COPIES_ARE_EQUAL);
    }

    @Test
    void applied_bytes_must_be_a_records_bytes() {
        assertThat(right().bent(Entry.Copied.class, isCopy("one"), copy -> copied(copy, 5, "content 5", "else"))
                        .broken())
                .containsExactly(Rule.APPLIED_WAS_COMMITTED);
    }

    @Test
    void an_older_version_may_not_stay_in_a_copy() {
        assertThat(right().bent(Entry.Copied.class, isCopy("two"), copy -> copied(copy, 3, "content 3", "bytes 3"))
                        .broken())
                .containsExactly(Rule.COPIES_ARE_EQUAL);
    }

    @Test
    void a_tenant_may_not_be_missing_in_a_copy() {
        assertThat(right().without(entry -> entry instanceof Entry.Copied copy
                                && isCopy("two").test(copy))
                        .broken())
                .containsExactly(Rule.COPIES_ARE_EQUAL);
    }

    @Test
    void a_position_may_not_be_ahead_of_the_copy() {
        assertThat(right().bent(Entry.Stood.class, _ -> true, stood -> new Entry.Stood(stood.instance(), TOPIC, 0, 9))
                        .broken())
                .containsExactly(Rule.POSITIONS_ARE_TRUE);
    }

    @Test
    void a_position_may_not_be_behind_the_end_of_the_topic() {
        assertThat(right().with(new Entry.Claimed("two", TOPIC, 0, 11)).broken())
                .containsExactly(Rule.POSITIONS_ARE_TRUE);
    }

    @Test
    void no_order_may_be_allowed_after_a_proven_suspension() {
        assertThat(right().order(3_600, "two", Decision.ALLOWED).broken()).containsExactly(Rule.SUSPENSION_HOLDS);
    }

    @Test
    void an_order_may_be_allowed_while_a_suspension_is_not_proven() {
        assertThat(right().order(3_400, "two", Decision.ALLOWED).broken()).isEmpty();
    }

    @Test
    void an_order_that_ends_after_reinstating_was_asked_for_may_be_allowed() {
        assertThat(right().order(3_950, "two", Decision.ALLOWED).broken()).isEmpty();
    }

    @Test
    void an_order_that_nobody_answered_may_not_be_placed_after_a_proven_suspension() {
        var unanswered = new Entry.Decided(3_600, 3_700, TENANT, "two", Decision.UNKNOWN, "", "order-9", null);

        assertThat(right().with(unanswered).broken()).isEmpty();
        assertThat(right().with(unanswered)
                        .with(new Entry.Placed(TENANT, "order-9", new UUID(9, 9)))
                        .broken())
                .containsExactly(Rule.SUSPENSION_HOLDS);
    }

    @Test
    void an_allowed_order_must_be_in_the_shops_database() {
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
    void no_order_may_be_placed_that_nobody_asked_for_or_that_was_refused() {
        assertThat(right().with(new Entry.Placed(TENANT, "order-9", new UUID(9, 9)))
                        .broken())
                .containsExactly(Rule.ORDERS_ARE_KEPT);
        assertThat(right().with(new Entry.Placed(TENANT, "order-3600-one", new UUID(9, 9)))
                        .broken())
                .containsExactly(Rule.ORDERS_ARE_KEPT);
    }

    @Test
    void the_figures_must_be_what_the_shop_has() {
        assertThat(right().with(new Entry.Counted(TENANT, 3, 300, 3, 300)).broken())
                .isEmpty();
        assertThat(right().with(new Entry.Counted(TENANT, 3, 300, 2, 300)).broken())
                .containsExactly(Rule.ORDERS_ARE_COUNTED);
        assertThat(right().with(new Entry.Counted(TENANT, 3, 300, 3, 301)).broken())
                .containsExactly(Rule.ORDERS_ARE_COUNTED);
    }

    @Test
    void an_order_may_not_be_placed_twice() {
        assertThat(right().with(new Entry.Placed(TENANT, "order-4600-two", HistoryFixture.order("order-4600-two")))
                        .broken())
                .containsExactly(Rule.ORDERS_ARE_KEPT);
    }

    @Test
    void what_was_erased_is_held_against_nothing_but_its_copies() {
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
    void nothing_may_be_said_behind_a_tombstone() {
        var limit = new Subject("cc.limits.v1", "tenant/" + new UUID(7, 1) + "/chaos");

        assertThat(right().with(new Entry.Ended(0, 2, limit, 2))
                        .with(new Entry.Said(0, 3, limit, 1, new UUID(9, 9), "", "c", "b"))
                        .broken())
                .containsExactly(Rule.SAID_IN_ORDER);
    }

    @Test
    void what_nobody_copies_needs_no_copies() {
        var provisioning = new Subject("cc.provisioning.v1", new UUID(7, 1).toString());

        assertThat(right().with(new Entry.Past(provisioning, 1, new UUID(9, 9), "", "c", null))
                        .with(new Entry.Row(provisioning, 1, new UUID(9, 9), "", "c"))
                        .with(new Entry.Said(0, 1, provisioning, 1, new UUID(9, 9), "", "c", "b"))
                        .broken())
                .isEmpty();
    }

    @Test
    void no_process_may_end_while_a_tenant_service_lies() {
        assertThat(right().with(new Entry.Stayed("kafka", true)).broken()).isEmpty();
        assertThat(right().with(new Entry.Stayed("provisioning-service", false)).broken())
                .containsExactly(Rule.LIES_HARM_NOBODY);
    }

    @Test
    void what_nobody_can_take_for_true_must_be_set_aside() {
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
    void the_simplest_violation_is_shown_by_its_tenants_timeline() {
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
    void a_part_of_a_history_is_judged_by_itself() {
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
