package io.centercontrol.provisioning.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PropagationTest {
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    private static final LedgerTerms TERMS = new LedgerTerms(
            Duration.ofSeconds(5), Duration.ofMillis(200), 1, Duration.ofDays(30), Set.of("cc.tenants.v1"), 5);
    private static final long OFFSET = 100;
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final LedgerEvent EVENT = new LedgerEvent(
            UUID.randomUUID(),
            "cc.tenants.v1",
            "id",
            3,
            OFFSET,
            T0,
            T0.plusMillis(50),
            null,
            2L,
            "tenant.suspended",
            T0);

    private static final LedgerEvent ENTITLEMENTS = new LedgerEvent(
            UUID.randomUUID(),
            "cc.entitlements.v1",
            "other",
            3,
            OFFSET,
            T0,
            T0.plusMillis(50),
            null,
            2L,
            "entitlements.changed",
            T0);

    @Test
    void without_instances_there_is_nobody_who_does_not_obey() {
        var judged = judge(T0.plusSeconds(1));

        assertThat(judged.status()).isEqualTo(PropagationStatus.APPLIED);
        assertThat(judged.appliedAt()).isEqualTo(T0);
        assertThat(judged.percentile(99)).isNull();
    }

    @Test
    void applied_by_all_tells_the_delays_of_broker_times() {
        var judged = judge(T0.plusSeconds(1), past("a", 30), past("b", 10), past("c", 20), past("d", 400));

        assertThat(judged.status()).isEqualTo(PropagationStatus.APPLIED);
        assertThat(judged.applied()).isEqualTo(4);
        assertThat(judged.appliedAt()).isEqualTo(T0.plusMillis(400));
        assertThat(judged.effectiveAt(TERMS)).isEqualTo(T0.plusMillis(400));
        assertThat(judged.percentile(50)).isEqualTo(Duration.ofMillis(20));
        assertThat(judged.percentile(99)).isEqualTo(Duration.ofMillis(400));
        assertThat(judged.delays().getLast()).isEqualTo(Duration.ofMillis(400));
    }

    /** As many instances as are followed: there may be others, of which nobody knows. */
    @Test
    void a_service_with_too_many_instances_is_never_proven() {
        var judged = judge(T0.plusSeconds(1), past("a", 30), past("b", 10), past("c", 20), past("d", 1), past("e", 2));

        assertThat(judge(T0.plusSeconds(1), past("a", 30), past("b", 10)).crowded())
                .isEmpty();
        assertThat(judged.crowded()).containsExactly("shop");
        assertThat(judged.status()).isEqualTo(PropagationStatus.UNPROVEN);
    }

    @Test
    void an_offset_is_applied_by_the_position_after_it_only() {
        var at = new Standing(instance("a").heard(0).build(), OFFSET, null, false);
        var after = new Standing(instance("b").heard(0).build(), OFFSET + 1, T0, false);

        var judged = judge(T0, at, after);

        assertThat(judged.status()).isEqualTo(PropagationStatus.PENDING);
        assertThat(judged.counted()).extracting(s -> s.verdict().word()).containsExactly("WAITING", "APPLIED");
    }

    @Test
    void one_that_told_no_position_in_the_partition_waits() {
        var judged = judge(T0, new Standing(instance("a").heard(0).build(), null, null, false));

        assertThat(judged.status()).isEqualTo(PropagationStatus.PENDING);
    }

    @Test
    void a_quarantined_one_fails_it_even_when_the_position_is_past() {
        var judged = judge(T0, new Standing(instance("a").heard(0).build(), OFFSET + 5, T0, true), past("b", 3));

        assertThat(judged.status()).isEqualTo(PropagationStatus.FAILED);
        assertThat(judged.status().effective()).isFalse();
        assertThat(judged.applied()).isEqualTo(1);
        assertThat(judged.appliedAt()).isNull();
    }

    @Test
    void a_lease_runs_from_the_moment_at_which_the_ledger_saw_the_change() {
        var leased = new Standing(instance("a").lease(TEN).heard(0).build(), OFFSET, null, false);
        // 50 ms until it was seen, the lease, a thousandth of it and the margin
        var out = T0.plusMillis(50 + 10_000 + 10 + 200);

        assertThat(judge(out.minusMillis(1), leased).counted().getFirst().verdict())
                .isEqualTo(new Verdict.Waiting(out));
        assertThat(judge(out.minusMillis(1), leased).status()).isEqualTo(PropagationStatus.PENDING);
        var judged = judge(out, leased, past("b", 7));
        assertThat(judged.counted().getFirst().verdict()).isEqualTo(new Verdict.LeaseOut(out));
        assertThat(judged.status()).isEqualTo(PropagationStatus.EFFECTIVE);
        assertThat(judged.status().effective()).isTrue();
        assertThat(judged.effectiveAt(TERMS)).isEqualTo(out);
        assertThat(judged.appliedAt()).isNull();
    }

    @Test
    void a_lease_proves_also_what_cannot_be_reached() {
        var silent = new Standing(instance("a").lease(TEN).heard(-3_600_000).build(), 5L, null, false);

        assertThat(judge(T0.plusSeconds(1), silent).status()).isEqualTo(PropagationStatus.PENDING);
        assertThat(judge(T0.plusSeconds(11), silent).status()).isEqualTo(PropagationStatus.EFFECTIVE);
    }

    @Test
    void one_that_came_late_after_its_lease_had_run_out_was_effective_by_the_lease() {
        var late = new Standing(instance("a").lease(TEN).heard(60_000).build(), OFFSET + 1, T0.plusSeconds(60), false);

        var judged = judge(T0.plusSeconds(61), late);

        assertThat(judged.status()).isEqualTo(PropagationStatus.APPLIED);
        assertThat(judged.appliedAt()).isEqualTo(T0.plusSeconds(60));
        assertThat(judged.effectiveAt(TERMS)).isEqualTo(T0.plusMillis(10_260));
    }

    @Test
    void without_a_lease_the_unreachable_are_named_unproven() {
        var silent = new Standing(instance("a").heard(0).build(), OFFSET, null, false);

        assertThat(judge(T0.plusSeconds(5), silent, past("b", 1)).status()).isEqualTo(PropagationStatus.PENDING);
        var judged = judge(T0.plusMillis(5_001), silent, past("b", 1));
        assertThat(judged.status()).isEqualTo(PropagationStatus.UNPROVEN);
        assertThat(judged.counted().getFirst().verdict()).isEqualTo(new Verdict.Unreachable(T0));
        assertThat(judged.status().effective()).isFalse();
        assertThat(judged.effectiveAt(TERMS)).isNull();
    }

    @Test
    void it_is_pending_as_long_as_somebody_is_on_the_way() {
        var silent = new Standing(instance("a").heard(0).build(), OFFSET, null, false);
        var slow = new Standing(instance("b").heard(9_000).build(), OFFSET, null, false);

        assertThat(judge(T0.plusSeconds(10), silent, slow).status()).isEqualTo(PropagationStatus.PENDING);
    }

    @Test
    void the_stopped_and_the_gone_do_not_count() {
        var stopped = new Standing(instance("a").stopping().build(), OFFSET, null, false);
        var gone = new Standing(instance("b").gone().build(), OFFSET, null, true);

        var judged = judge(T0.plusSeconds(1), stopped, gone, past("c", 5));

        assertThat(judged.status()).isEqualTo(PropagationStatus.APPLIED);
        assertThat(judged.counted()).extracting(s -> s.instance().id()).containsExactly("c");
        assertThat(judged.aside()).extracting(Instance::id).containsExactly("a", "b");
    }

    @Test
    void one_that_joined_later_counts_without_a_delay() {
        var joined = new Standing(
                instance("a").first(86_400_000).heard(86_400_000).build(), OFFSET + 9, T0.plusSeconds(86_400), false);

        var judged = judge(T0.plusSeconds(86_401), joined, past("b", 5));

        assertThat(judged.status()).isEqualTo(PropagationStatus.APPLIED);
        assertThat(judged.applied()).isEqualTo(2);
        assertThat(judged.delays()).containsExactly(Duration.ofMillis(5));
        assertThat(judged.appliedAt()).isEqualTo(T0.plusMillis(5));
    }

    @Test
    void one_that_joined_later_and_is_not_past_it_is_waited_for() {
        var joined = new Standing(instance("a").first(1_000).heard(1_000).build(), 3L, null, false);

        assertThat(judge(T0.plusSeconds(2), joined).status()).isEqualTo(PropagationStatus.PENDING);
    }

    @Test
    void one_that_had_stopped_in_order_has_no_delay_and_one_that_died_has() {
        var stopped = new Standing(
                instance("a").idle(-1_000).run(60_000).heard(60_000).build(), OFFSET + 1, T0.plusSeconds(60), false);
        var died = new Standing(instance("b").run(60_000).heard(60_000).build(), OFFSET + 1, T0.plusSeconds(60), false);

        assertThat(judge(T0.plusSeconds(61), stopped).delays()).isEmpty();
        assertThat(judge(T0.plusSeconds(61), died).delays()).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void a_stop_after_the_change_does_not_hide_the_delay_before_it() {
        var judged = judge(
                T0.plusSeconds(100),
                new Standing(
                        instance("a").idle(50_000).run(60_000).heard(60_000).build(),
                        OFFSET + 1,
                        T0.plusMillis(40),
                        false));

        assertThat(judged.delays()).containsExactly(Duration.ofMillis(40));
    }

    @Test
    void clocks_of_two_brokers_make_no_negative_delay() {
        assertThat(judge(T0.plusSeconds(1), past("a", -4)).delays()).containsExactly(Duration.ZERO);
    }

    @Test
    void an_applied_one_whose_marks_are_not_kept_any_more_stays_applied() {
        var judged = judge(T0, new Standing(instance("a").heard(0).build(), OFFSET + 1, null, false));

        assertThat(judged.status()).isEqualTo(PropagationStatus.APPLIED);
        assertThat(judged.delays()).isEmpty();
    }

    @Test
    void one_whose_sdk_does_not_follow_the_topic_fails_it_at_once_and_is_named() {
        var old = new Standing(instance("a").heard(0).build(), null, null, false);

        var judged = judge(ENTITLEMENTS, T0.plusSeconds(1), old, past("b", 5));

        assertThat(judged.status()).isEqualTo(PropagationStatus.FAILED);
        assertThat(judged.counted().getFirst().verdict()).isEqualTo(new Verdict.NotFollowing());
        assertThat(judged.effectiveAt(TERMS)).isNull();
        // What it never followed is no lease's business, however long one waits.
        var leased = new Standing(instance("a").lease(TEN).heard(0).build(), null, null, false);
        assertThat(judge(ENTITLEMENTS, T0.plusSeconds(3_600), leased).status()).isEqualTo(PropagationStatus.FAILED);
    }

    @Test
    void one_that_went_back_to_an_older_sdk_does_not_follow_any_more() {
        var stale = new Standing(instance("a").run(-60_000).heard(0).build(), 7L, null, false);

        assertThat(judge(ENTITLEMENTS, T0, stale).status()).isEqualTo(PropagationStatus.FAILED);
    }

    @Test
    void one_that_has_just_begun_or_told_nothing_yet_is_waited_for() {
        var begun = new Standing(instance("a").run(-4_000).heard(0).build(), null, null, false);
        var silent = new Standing(instance("b").topics().heard(0).build(), null, null, false);

        assertThat(judge(ENTITLEMENTS, T0, begun).status()).isEqualTo(PropagationStatus.PENDING);
        assertThat(judge(ENTITLEMENTS, T0, silent).status()).isEqualTo(PropagationStatus.PENDING);
    }

    @Test
    void a_lease_proves_nothing_of_a_topic_that_it_does_not_cover() {
        var silent = new Standing(
                instance("a")
                        .lease(TEN)
                        .topics("cc.tenants.v1", "cc.entitlements.v1")
                        .heard(0)
                        .build(),
                OFFSET,
                null,
                false);

        assertThat(judge(ENTITLEMENTS, T0.plusSeconds(3), silent).status()).isEqualTo(PropagationStatus.PENDING);
        assertThat(judge(ENTITLEMENTS, T0.plusSeconds(3_600), silent).status()).isEqualTo(PropagationStatus.UNPROVEN);
        var late = new Standing(
                instance("a")
                        .lease(TEN)
                        .topics("cc.tenants.v1", "cc.entitlements.v1")
                        .heard(60_000)
                        .build(),
                OFFSET + 1,
                T0.plusSeconds(60),
                false);
        assertThat(judge(ENTITLEMENTS, T0.plusSeconds(61), late).effectiveAt(TERMS))
                .isEqualTo(T0.plusSeconds(60));
    }

    private static Propagation judge(Instant now, Standing... standings) {
        return judge(EVENT, now, standings);
    }

    private static Propagation judge(LedgerEvent event, Instant now, Standing... standings) {
        return Propagation.judge(event, List.copyOf(Arrays.asList(standings)), TERMS, now);
    }

    private static Standing past(String id, long millis) {
        return new Standing(instance(id).heard(millis).build(), OFFSET + 1, T0.plusMillis(millis), false);
    }

    private static InstanceFixture instance(String id) {
        return new InstanceFixture(id);
    }

    private static final class InstanceFixture {
        private final String id;
        private @Nullable Duration lease;
        private Instant first = T0.minusSeconds(7_200);
        private Instant run = T0.minusSeconds(7_200);
        private @Nullable Instant idle;
        private Instant heard = T0;
        private Set<String> topics = Set.of("cc.tenants.v1");
        private boolean stopping;
        private Instance.@Nullable Gone gone;

        InstanceFixture(String id) {
            this.id = id;
        }

        InstanceFixture lease(Duration value) {
            lease = value;
            return this;
        }

        InstanceFixture first(long millis) {
            first = T0.plusMillis(millis);
            run = first;
            return this;
        }

        InstanceFixture run(long millis) {
            run = T0.plusMillis(millis);
            return this;
        }

        InstanceFixture idle(long millis) {
            idle = T0.plusMillis(millis);
            return this;
        }

        InstanceFixture heard(long millis) {
            heard = T0.plusMillis(millis);
            return this;
        }

        InstanceFixture topics(String... names) {
            topics = Set.of(names);
            return this;
        }

        InstanceFixture stopping() {
            stopping = true;
            return this;
        }

        InstanceFixture gone() {
            gone = new Instance.Gone(T0, "ops", "burnt");
            return this;
        }

        Instance build() {
            return new Instance(
                    id, "shop", "1", Health.READY, lease, null, first, first, run, idle, heard, topics, stopping, gone);
        }
    }
}
