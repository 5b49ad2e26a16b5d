package io.centercontrol.provisioning.progress.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProvisioningTest {
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    private static final TenantService SHOP = service("shop", true);
    private static final TenantService SEARCH = service("search", true);
    private static final TenantService MAIL = service("mail", false);

    private final KnownServices shopOnly = known(1, SHOP);

    @Test
    void without_a_required_service_a_tenant_is_ready_at_once() {
        var change = Provisioning.begin(TENANT, 1, Stage.LIVING, known(1, MAIL), TenantFacts.NONE, T0);

        assertThat(change.type()).isEqualTo("provisioning.ready");
        assertThat(change.next().ready()).isTrue();
        assertThat(change.next().version()).isEqualTo(1);
        assertThat(only(change).awaiting()).isTrue();
    }

    @Test
    void a_new_tenant_is_asked_for_in_every_service() {
        var change = Provisioning.begin(TENANT, 1, Stage.LIVING, known(1, SHOP, MAIL), TenantFacts.NONE, T0);

        assertThat(change.type()).isEqualTo("provisioning.begun");
        assertThat(change.next().ready()).isFalse();
        assertThat(change.next().services()).allSatisfy(s -> {
            assertThat(s.awaiting()).isTrue();
            assertThat(s.attempt()).isEqualTo(1);
            assertThat(s.deadline()).isEqualTo(T0.plusSeconds(30));
            assertThat(s.condition().reason()).isEqualTo("AwaitingReport");
        });
        assertThat(change.next().status()).isEqualTo(ProvisioningStatus.CONVERGING);
        assertThat(change.fields()).contains(new FieldChange("/services/shop/awaiting", null, true));
    }

    @Test
    void the_last_required_report_makes_it_ready() {
        var begun = Provisioning.begin(TENANT, 1, Stage.LIVING, known(1, SHOP, SEARCH, MAIL), TenantFacts.NONE, T0)
                .next();

        var first = begun.report(success("shop", 1, 1), known(1, SHOP, SEARCH, MAIL), at(1), 0)
                .orElseThrow();
        assertThat(first.type()).isEqualTo("provisioning.progressed");
        assertThat(first.next().ready()).isFalse();

        var second = first.next()
                .report(success("search", 1, 1), known(1, SHOP, SEARCH, MAIL), at(2), 0)
                .orElseThrow();
        assertThat(second.type()).isEqualTo("provisioning.ready");
        assertThat(second.next().ready()).isTrue();
        assertThat(second.next().version()).isEqualTo(3);
        assertThat(second.fields()).contains(new FieldChange("/ready", false, true));
        assertThat(second.next().status()).isEqualTo(ProvisioningStatus.CONVERGING);
    }

    @Test
    void a_success_at_an_older_version_counts_for_ready_but_is_asked_on_for() {
        var desired = begun().desire(2, Stage.LIVING, shopOnly, TenantFacts.NONE, at(1))
                .orElseThrow()
                .next();

        var change = desired.report(success("shop", 1, 1), shopOnly, at(2), 0).orElseThrow();

        assertThat(change.type()).isEqualTo("provisioning.ready");
        assertThat(only(change).observedVersion()).isEqualTo(1);
        assertThat(only(change).awaiting()).isTrue();
    }

    @Test
    void a_service_that_is_ahead_settles_the_versions_to_come() {
        var ahead = begun().report(success("shop", 3, 1), shopOnly, at(1), 0)
                .orElseThrow()
                .next();

        var change =
                ahead.desire(2, Stage.LIVING, shopOnly, TenantFacts.NONE, at(2)).orElseThrow();

        assertThat(only(change).settled()).isTrue();
        assertThat(only(change).observedVersion()).isEqualTo(3);
    }

    @Test
    void a_new_version_begins_at_the_first_attempt() {
        var failed = begun().report(failure("shop", 1, 1), shopOnly, at(1), 1)
                .orElseThrow()
                .next();

        var change = failed.desire(2, Stage.LIVING, shopOnly, TenantFacts.NONE, at(2))
                .orElseThrow();

        assertThat(change.type()).isEqualTo("provisioning.desired");
        assertThat(only(change).attempt()).isEqualTo(1);
        assertThat(only(change).awaiting()).isTrue();
        assertThat(only(change).deadline()).isEqualTo(at(32));
        assertThat(only(change).condition().status()).isEqualTo(Condition.Status.UNKNOWN);
    }

    @Test
    void an_older_or_equal_version_is_no_news() {
        assertThat(begun().desire(1, Stage.LIVING, shopOnly, TenantFacts.NONE, at(1)))
                .isEmpty();
    }

    @Test
    void a_failure_is_tried_again_after_a_growing_pause() {
        var failed = begun().report(failure("shop", 1, 1), shopOnly, at(1), 1).orElseThrow();

        assertThat(failed.type()).isEqualTo("provisioning.failed");
        assertThat(failed.next().status()).isEqualTo(ProvisioningStatus.STUCK);
        assertThat(only(failed).nextTryAt()).isEqualTo(at(2));
        assertThat(failed.next().dueAt()).isEqualTo(at(2));
        assertThat(only(failed).condition().reason()).isEqualTo("HandlerFailed");
        assertThat(failed.next().tick(shopOnly, at(1), 0)).isEmpty();

        var second = failed.next().tick(shopOnly, at(2), 0).orElseThrow();
        assertThat(second.type()).isEqualTo("provisioning.attempted");
        assertThat(only(second).attempt()).isEqualTo(2);
        assertThat(only(second).awaiting()).isTrue();
        assertThat(only(second).nextTryAt()).isNull();

        var again =
                second.next().report(failure("shop", 1, 2), shopOnly, at(3), 1).orElseThrow();
        assertThat(only(again).nextTryAt()).isEqualTo(at(5));
    }

    @Test
    void a_stuck_one_tells_since_when_through_its_retries() {
        var failed = begun().report(failure("shop", 1, 1), shopOnly, at(1), 1)
                .orElseThrow()
                .next();
        var second = failed.tick(shopOnly, at(2), 0).orElseThrow();
        assertThat(second.next().status()).isEqualTo(ProvisioningStatus.STUCK);

        var again =
                second.next().report(failure("shop", 1, 2), shopOnly, at(3), 1).orElseThrow();

        assertThat(only(again).condition().since()).isEqualTo(at(1));
    }

    @Test
    void a_report_that_does_not_come_is_a_failure() {
        assertThat(begun().tick(shopOnly, at(29), 0)).isEmpty();

        var change = begun().tick(shopOnly, at(30), 1).orElseThrow();

        assertThat(change.type()).isEqualTo("provisioning.failed");
        assertThat(only(change).condition().reason()).isEqualTo("TimedOut");
        assertThat(only(change).awaiting()).isFalse();
        assertThat(only(change).nextTryAt()).isEqualTo(at(31));
    }

    @Test
    void a_late_success_counts_and_a_late_failure_does_not() {
        var timedOut = begun().tick(shopOnly, at(30), 1).orElseThrow().next();

        assertThat(timedOut.report(failure("shop", 1, 1), shopOnly, at(31), 1)).isEmpty();
        var change = timedOut.report(success("shop", 1, 1), shopOnly, at(31), 1).orElseThrow();
        assertThat(change.next().ready()).isTrue();
        assertThat(only(change).condition().status()).isEqualTo(Condition.Status.TRUE);
        assertThat(change.next().dueAt()).isNull();
    }

    @Test
    void stale_reports_change_nothing() {
        var second = begun().report(failure("shop", 1, 1), shopOnly, at(1), 1)
                .flatMap(c -> c.next().tick(shopOnly, at(2), 0))
                .orElseThrow()
                .next();
        assertThat(second.report(failure("shop", 1, 1), shopOnly, at(3), 0)).isEmpty();
        assertThat(second.report(success("nobody", 1, 1), shopOnly, at(3), 0)).isEmpty();

        var desired = begun().desire(2, Stage.LIVING, shopOnly, TenantFacts.NONE, at(1))
                .orElseThrow()
                .next();
        assertThat(desired.report(failure("shop", 1, 1), shopOnly, at(2), 0)).isEmpty();

        var done = begun().report(success("shop", 1, 1), shopOnly, at(1), 0)
                .orElseThrow()
                .next();
        assertThat(done.report(success("shop", 1, 1), shopOnly, at(2), 0)).isEmpty();
        assertThat(done.report(failure("shop", 1, 1), shopOnly, at(2), 0)).isEmpty();
    }

    @Test
    void a_paused_one_asks_for_nothing_but_listens() {
        var paused = begun().pause(at(1));
        assertThat(paused.type()).isEqualTo("provisioning.paused");
        assertThat(paused.next().status()).isEqualTo(ProvisioningStatus.PAUSED);
        assertThat(only(paused).awaiting()).isFalse();
        assertThat(only(paused).condition().reason()).isEqualTo("Paused");
        assertThat(paused.next().tick(shopOnly, at(500), 0)).isEmpty();

        var newer = paused.next()
                .desire(2, Stage.LIVING, shopOnly, TenantFacts.NONE, at(2))
                .orElseThrow();
        assertThat(only(newer).awaiting()).isFalse();
        assertThat(only(newer).attempt()).isZero();

        var ready =
                newer.next().report(success("shop", 2, 1), shopOnly, at(3), 0).orElseThrow();
        assertThat(ready.next().ready()).isTrue();
        assertThat(ready.next().paused()).isTrue();
    }

    @Test
    void a_failure_of_an_attempt_that_was_under_way_is_told_while_paused() {
        var paused = begun().pause(at(1)).next();

        var change = paused.report(failure("shop", 1, 1), shopOnly, at(2), 0).orElseThrow();

        assertThat(only(change).phase()).isEqualTo(new Phase.Held());
        assertThat(only(change).condition().reason()).isEqualTo("HandlerFailed");
    }

    @Test
    void a_resumed_one_asks_for_the_next_attempt() {
        var change = begun().pause(at(1)).next().resume(shopOnly, at(2));

        assertThat(change.type()).isEqualTo("provisioning.resumed");
        assertThat(only(change).attempt()).isEqualTo(2);
        assertThat(only(change).awaiting()).isTrue();
        assertThat(only(change).deadline()).isEqualTo(at(32));
    }

    @Test
    void an_operator_retries_at_once() {
        var failed = begun().report(failure("shop", 1, 1), shopOnly, at(1), 1)
                .orElseThrow()
                .next();

        var change = failed.retry("shop", shopOnly, at(1));

        assertThat(change.type()).isEqualTo("provisioning.retried");
        assertThat(only(change).attempt()).isEqualTo(2);
        assertThat(only(change).awaiting()).isTrue();
    }

    @Test
    void what_an_operator_cannot_do_is_refused_by_name() {
        assertRefused("NOTHING_TO_RETRY", () -> begun().retry(null, shopOnly, at(1)));
        assertRefused("UNKNOWN_TENANT_SERVICE", () -> begun().retry("nobody", shopOnly, at(1)));
        assertRefused("PROVISIONING_NOT_PAUSED", () -> begun().resume(shopOnly, at(1)));
        var paused = begun().pause(at(1)).next();
        assertRefused("PROVISIONING_PAUSED", () -> paused.pause(at(2)));
        assertRefused("PROVISIONING_PAUSED", () -> paused.retry(null, shopOnly, at(2)));
    }

    @Test
    void a_service_that_becomes_required_later_takes_nobodys_ready_away() {
        var ready = begun().report(success("shop", 1, 1), shopOnly, at(1), 0)
                .orElseThrow()
                .next();

        var change =
                ready.follow(known(2, SHOP, SEARCH), TenantFacts.NONE, at(2)).orElseThrow();

        assertThat(change.type()).isEqualTo("provisioning.followed");
        assertThat(change.next().ready()).isTrue();
        assertThat(change.next().find("search").orElseThrow().awaiting()).isTrue();
        assertThat(change.next().find("search").orElseThrow().required()).isTrue();
        assertThat(change.next().find("shop").orElseThrow().settled()).isTrue();
    }

    @Test
    void a_service_that_is_no_longer_required_gives_ready() {
        var change = begun().follow(known(2, service("shop", false)), TenantFacts.NONE, at(1))
                .orElseThrow();

        assertThat(change.type()).isEqualTo("provisioning.ready");
        assertThat(only(change).awaiting()).isTrue();
    }

    @Test
    void following_what_is_followed_changes_nothing() {
        assertThat(begun().follow(known(2, SHOP), TenantFacts.NONE, at(1))).isEmpty();
    }

    @Test
    void a_paused_one_holds_a_new_service_back() {
        var change = begun().pause(at(1))
                .next()
                .follow(known(2, SHOP, MAIL), TenantFacts.NONE, at(2))
                .orElseThrow();

        assertThat(change.next().find("mail").orElseThrow().phase()).isEqualTo(new Phase.Held());
    }

    @Test
    void ready_stays_through_everything() {
        var ready = begun().report(success("shop", 1, 1), shopOnly, at(1), 0)
                .orElseThrow()
                .next();

        var change = ready.desire(2, Stage.LIVING, shopOnly, TenantFacts.NONE, at(2))
                .orElseThrow()
                .next();
        var failed = change.report(failure("shop", 2, 1), shopOnly, at(3), 0).orElseThrow();

        assertThat(failed.next().ready()).isTrue();
        assertThat(failed.type()).isEqualTo("provisioning.failed");
        assertThat(failed.next().status()).isEqualTo(ProvisioningStatus.STUCK);
    }

    private Provisioning begun() {
        return Provisioning.begin(TENANT, 1, Stage.LIVING, shopOnly, TenantFacts.NONE, T0)
                .next();
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable move) {
        assertThatThrownBy(move)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(code));
    }

    private static ServiceProvisioning only(Change<Provisioning> change) {
        return change.next().services().getFirst();
    }

    private static Report success(String service, long version, int attempt) {
        return Report.provisioned(service, version, attempt, true, "Provisioned", "");
    }

    private static Report failure(String service, long version, int attempt) {
        return Report.provisioned(service, version, attempt, false, "HandlerFailed", "no room");
    }

    private static KnownServices known(long generation, TenantService... services) {
        return KnownServices.of(List.copyOf(Arrays.asList(services)), generation);
    }

    private static TenantService service(String key, boolean required) {
        return new TenantService(
                key,
                key,
                required,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Serves.EVERYBODY,
                null,
                1,
                T0);
    }

    private static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }
}
