package io.centercontrol.tenants.model;

import static io.centercontrol.tenants.model.TenantFixture.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way out: grace, holds, export, erasing, tombstone. */
class LeavingTest {
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
    private static final Duration GRACE = Duration.ofDays(30);
    private static final Instant DUE = NOW.plus(GRACE);
    private static final Hold HOLD = new Hold(new UUID(0, 9), HoldKind.LEGAL, "a dispute", "ada", NOW);

    @ParameterizedTest
    @EnumSource(
            value = TenantStatus.class,
            names = {"PROVISIONING", "ACTIVE", "SUSPENDED", "DISABLED"})
    void cancelling_leads_back_to_where_it_came_from(TenantStatus from) {
        var before = tenant(from, from != TenantStatus.PROVISIONING);
        var scheduled = before.scheduleDeletion("acme", "closed", GRACE, NOW).next();

        assertThat(scheduled.state().status()).isEqualTo(TenantStatus.DELETION_SCHEDULED);
        assertThat(scheduled.state().allowed()).isEmpty();
        assertThat(scheduled.state().moves()).containsExactly(Move.CANCEL_DELETION);
        assertThat(scheduled.dueAt()).isEqualTo(DUE);
        var cancelled = scheduled.cancelDeletion(NOW).next();
        assertThat(cancelled.state()).isEqualTo(before.state());
        assertThat(cancelled.statusReason()).isEqualTo(before.statusReason());
    }

    @Test
    void the_reason_of_a_suspension_comes_back_with_it() {
        var cancelled = tenant(TenantStatus.ACTIVE, true)
                .suspend("unpaid", NOW)
                .next()
                .scheduleDeletion("acme", "closed", GRACE, NOW)
                .next()
                .cancelDeletion(NOW)
                .next();
        assertThat(cancelled.statusReason()).isEqualTo("unpaid");
    }

    @Test
    void readiness_that_comes_meanwhile_is_not_lost() {
        var scheduled = tenant(TenantStatus.PROVISIONING, false)
                .scheduleDeletion("acme", "closed", GRACE, NOW)
                .next();
        var ready = Objects.requireNonNull(scheduled.becomeReady(NOW)).next();
        assertThat(ready.cancelDeletion(NOW).next().state().status()).isEqualTo(TenantStatus.ACTIVE);
    }

    @Test
    void another_slug_is_not_meant() {
        refused(
                "SLUG_DOES_NOT_MATCH",
                () -> tenant(TenantStatus.ACTIVE, true).scheduleDeletion("acne", "closed", GRACE, NOW));
    }

    @Test
    void a_hold_forbids_it() {
        var held = tenant(TenantStatus.ACTIVE, true).placeHold(HOLD, NOW).next();
        refused("TENANT_HELD", () -> held.scheduleDeletion("acme", "closed", GRACE, NOW));
        var free = held.releaseHold(HOLD.id(), NOW).next();
        assertThat(free.scheduleDeletion("acme", "closed", GRACE, NOW)).isNotNull();
        refused("HOLD_NOT_FOUND", () -> free.releaseHold(HOLD.id(), NOW));
    }

    @Test
    void a_hold_that_comes_during_the_grace_stops_it_until_it_is_released() {
        var held = scheduled().placeHold(HOLD, NOW).next();
        assertThat(held.goOn(DUE)).isNull();
        assertThat(held.dueAt()).isNull();
        assertThat(status(held.releaseHold(HOLD.id(), DUE).next().goOn(DUE))).isEqualTo(TenantStatus.EXPORTING);
    }

    @Test
    void a_hold_that_comes_during_the_export_stops_the_erasing() {
        var held = exporting().placeHold(HOLD, DUE).next();
        var exported = Objects.requireNonNull(held.exported(DUE)).next();
        assertThat(exported.state().status()).isEqualTo(TenantStatus.EXPORTING);
        assertThat(exported.exported(DUE)).isNull();
        assertThat(exported.goOn(DUE)).isNull();
        assertThat(status(exported.releaseHold(HOLD.id(), DUE).next().goOn(DUE)))
                .isEqualTo(TenantStatus.ERASING);
    }

    @Test
    void it_begins_when_the_grace_is_over_and_not_before() {
        assertThat(scheduled().goOn(DUE.minusNanos(1))).isNull();
        assertThat(status(scheduled().goOn(DUE))).isEqualTo(TenantStatus.EXPORTING);
    }

    @Test
    void what_has_begun_cannot_be_undone() {
        for (var tenant : List.of(exporting(), erasing(), deleted())) {
            refused("ILLEGAL_MOVE", () -> tenant.cancelDeletion(DUE));
            refused("ILLEGAL_MOVE", () -> tenant.suspend("r", DUE));
            refused("ILLEGAL_MOVE", () -> tenant.reinstate(DUE));
            refused("ILLEGAL_MOVE", () -> tenant.scheduleDeletion("acme", "r", GRACE, DUE));
            refused("TENANT_BEING_DELETED", () -> tenant.update(TenantFixture.settings(null), DUE));
            refused("TENANT_BEING_DELETED", () -> tenant.claimDomain(Domain.claimed("a.example", "t", DUE), DUE));
            assertThat(tenant.becomeReady(DUE)).isNull();
        }
        refused("TENANT_BEING_DELETED", () -> erasing().placeHold(HOLD, DUE));
        refused("TENANT_BEING_DELETED", () -> deleted().placeHold(HOLD, DUE));
    }

    @Test
    void a_deleted_tenant_names_nobody_and_answers_to_no_host() {
        var deleted = deleted();
        assertThat(deleted.settings().name()).isEqualTo(TenantSettings.REDACTED);
        assertThat(deleted.settings().contacts()).isEmpty();
        assertThat(deleted.settings().labels()).isEmpty();
        assertThat(deleted.hosts()).isEmpty();
        assertThat(deleted.slug()).isEqualTo("acme");
        var told = Objects.requireNonNull(erasing().erased(DUE)).fields();
        assertThat(told).extracting(FieldChange::path).contains("/status", "/deletion/deletedAt");
        assertThat(told.toString()).doesNotContain("Ada", "Acme", "gold");
    }

    @Test
    void a_tombstone_follows_once() {
        assertThat(erasing().purge(DUE)).isNull();
        var purged = Objects.requireNonNull(deleted().purge(DUE)).next();
        assertThat(purged.isPurged()).isTrue();
        assertThat(purged.version()).isEqualTo(deleted().version() + 1);
        assertThat(purged.purge(DUE)).isNull();
    }

    /** Whatever comes in whatever order: a version is never skipped, erasing never begins under a hold or before time. */
    @RepeatedTest(200)
    void any_order_of_events_is_survived(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var tenant = tenant(TenantStatus.ACTIVE, true);
        var now = NOW;
        for (var step = 0; step < 60; step++) {
            now = now.plus(Duration.ofDays(random.nextInt(12)));
            var change = random(tenant, random, now);
            if (change == null) {
                continue;
            }
            var next = change.next();
            assertThat(next.version()).isEqualTo(tenant.version() + 1);
            if (next.state().status() == TenantStatus.ERASING && tenant.state().status() != TenantStatus.ERASING) {
                assertThat(tenant.state().status()).isEqualTo(TenantStatus.EXPORTING);
                assertThat(tenant.holds()).isEmpty();
            }
            if (next.state() instanceof TenantState.Exporting exporting
                    && tenant.state().status() == TenantStatus.DELETION_SCHEDULED) {
                assertThat(exporting.deletion().dueAt()).isBeforeOrEqualTo(now);
                assertThat(tenant.holds()).isEmpty();
            }
            if (next.state() instanceof TenantState.Leaving) {
                assertThat(next.state().allowed()).isEmpty();
            }
            tenant = next;
        }
    }

    private static @Nullable Change<Tenant> random(Tenant tenant, Random random, Instant now) {
        try {
            return switch (random.nextInt(10)) {
                case 0 -> tenant.scheduleDeletion("acme", "r", GRACE, now);
                case 1 -> random.nextInt(4) == 0 ? tenant.cancelDeletion(now) : null;
                case 2 ->
                    tenant.placeHold(new Hold(new UUID(0, random.nextInt(3)), HoldKind.BILLING, "r", "a", now), now);
                case 3, 4 ->
                    tenant.holds().isEmpty()
                            ? null
                            : tenant.releaseHold(tenant.holds().getFirst().id(), now);
                case 5, 6 -> tenant.goOn(now);
                case 7 -> tenant.exported(now);
                case 8 -> tenant.erased(now);
                default -> tenant.purge(now);
            };
        } catch (RefusedException refused) {
            return null;
        }
    }

    private static Tenant scheduled() {
        return tenant(TenantStatus.ACTIVE, true)
                .scheduleDeletion("acme", "closed", GRACE, NOW)
                .next();
    }

    private static Tenant exporting() {
        return Objects.requireNonNull(scheduled().goOn(DUE)).next();
    }

    private static Tenant erasing() {
        return Objects.requireNonNull(exporting().exported(DUE)).next();
    }

    private static Tenant deleted() {
        return Objects.requireNonNull(erasing().erased(DUE)).next();
    }

    private static TenantStatus status(@Nullable Change<Tenant> change) {
        return Objects.requireNonNull(change).next().state().status();
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.refusal().code()).isEqualTo(code));
    }
}
