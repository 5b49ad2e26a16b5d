package io.centercontrol.provisioning.progress.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DeletionTest {
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    private static final TenantService SHOP = service("shop");
    private static final TenantService SEARCH = service("search");
    private static final TenantService LATER = service("later");
    private static final KnownServices BOTH = known(1, SHOP, SEARCH);
    private static final KnownServices ALL = known(2, SHOP, SEARCH, LATER);

    @Test
    void exporting_asks_those_that_were_ever_asked_and_stops_provisioning() {
        var change = settled()
                .desire(2, Stage.EXPORTING, ALL, TenantFacts.NONE, at(1))
                .orElseThrow();

        assertThat(change.type()).isEqualTo("provisioning.exporting");
        assertThat(change.next().status()).isEqualTo(ProvisioningStatus.DELETING);
        assertThat(deletion(change).services())
                .extracting(ServiceDeletion::service)
                .containsExactly("search", "shop");
        assertThat(deletion(change).services()).allSatisfy(s -> {
            assertThat(s.attempt()).isEqualTo(1);
            assertThat(s.phase().awaiting()).isTrue();
        });
        assertThat(change.next().services()).noneMatch(ServiceProvisioning::awaiting);
        assertThat(change.next().follow(ALL, TenantFacts.NONE, at(2))).isEmpty();
    }

    @Test
    void a_service_that_was_asked_before_a_pause_is_not_forgotten() {
        var pausedAndNewer = begun().pause(at(1))
                .next()
                .desire(2, Stage.LIVING, BOTH, TenantFacts.NONE, at(2))
                .orElseThrow()
                .next();
        assertThat(pausedAndNewer.services()).allMatch(s -> s.attempt() == 0 && s.observedVersion() == 0);

        var change = pausedAndNewer
                .desire(3, Stage.EXPORTING, BOTH, TenantFacts.NONE, at(3))
                .orElseThrow();

        assertThat(deletion(change).services()).hasSize(2).allMatch(s -> s.phase() instanceof Phase.Held);
        assertThat(deletion(change.next().resume(BOTH, at(4))).services())
                .allMatch(s -> s.phase().awaiting());
    }

    @Test
    void a_service_that_was_never_asked_has_nothing_to_give() {
        var held = begun().pause(at(1))
                .next()
                .follow(ALL, TenantFacts.NONE, at(2))
                .orElseThrow()
                .next();

        var change =
                held.desire(2, Stage.EXPORTING, ALL, TenantFacts.NONE, at(3)).orElseThrow();

        assertThat(deletion(change).find("later")).isEmpty();
    }

    @Test
    void a_waiver_counts_when_a_second_person_agrees_and_the_service_is_not_asked_to_erase() {
        var exported = exporting()
                .report(exported("search", 1), BOTH, at(2), 0)
                .orElseThrow()
                .next();
        var asked = exported.askWaiver("shop", "its disk is lost", "one", at(3));
        assertThat(asked.type()).isEqualTo("provisioning.waiver-asked");
        assertThat(deletion(asked).find("shop").orElseThrow().phase().awaiting())
                .isTrue();
        assertRefused("OWN_APPROVAL", () -> asked.next().approveWaiver("shop", "one", at(4)));
        assertRefused("WAIVER_ASKED", () -> asked.next().askWaiver("shop", "again", "two", at(4)));
        assertRefused("SERVICE_NOT_AWAITED", () -> erasedBy("search").askWaiver("search", "late", "two", at(9)));

        var agreed = asked.next().approveWaiver("shop", "two", at(5));

        assertThat(agreed.type()).isEqualTo("provisioning.exported");
        var erasing = agreed.next()
                .desire(3, Stage.ERASING, BOTH, TenantFacts.NONE, at(6))
                .orElseThrow();
        assertThat(deletion(erasing).find("shop").orElseThrow().phase().settled())
                .isTrue();
        assertThat(deletion(erasing).find("search").orElseThrow().phase().awaiting())
                .isTrue();
        var erased = erasing.next().report(erased("search", 1), BOTH, at(7), 0).orElseThrow();
        assertThat(erased.type()).isEqualTo("provisioning.erased");
        assertRefused("NOT_DELETING", () -> erased.next().askWaiver("shop", "again", "two", at(8)));
    }

    @Test
    void a_waiver_that_nobody_agreed_to_ends_when_the_service_erases_after_all() {
        var asked = erasedBy("search")
                .askWaiver("shop", "its disk is lost", "one", at(8))
                .next();

        var erased = asked.report(erased("shop", 1), BOTH, at(9), 0).orElseThrow();

        assertThat(erased.type()).isEqualTo("provisioning.erased");
        assertThat(deletion(erased).find("shop").orElseThrow().waiver()).isNull();
    }

    @Test
    void a_deletion_goes_on_without_what_is_retired_and_later_ones_name_it() {
        var known = known(3, retired(SHOP), SEARCH);
        var exported = exporting()
                .report(exported("search", 1), BOTH, at(2), 0)
                .orElseThrow()
                .next();

        var followed = exported.follow(known, TenantFacts.NONE, at(3)).orElseThrow();

        assertThat(followed.type()).isEqualTo("provisioning.exported");
        assertThat(followed.next().follow(known, TenantFacts.NONE, at(4))).isEmpty();
        var later =
                settled().follow(known, TenantFacts.NONE, at(3)).orElseThrow().next();
        assertThat(later.find("shop").orElseThrow().required()).isFalse();
        assertThat(later.follow(known, TenantFacts.NONE, at(4))).isEmpty();
        assertThat(later.desire(2, Stage.LIVING, known, TenantFacts.NONE, at(5))
                        .orElseThrow()
                        .next()
                        .find("shop")
                        .orElseThrow()
                        .awaiting())
                .isFalse();
        var named = deletion(
                later.desire(3, Stage.EXPORTING, known, TenantFacts.NONE, at(6)).orElseThrow());
        assertThat(named.find("shop").orElseThrow().waiver())
                .isEqualTo(new Waiver(true, "sold", "one", at(1), null, null));
        assertThat(named.find("search").orElseThrow().phase().awaiting()).isTrue();
    }

    @Test
    void a_retired_service_takes_ready_from_nobody_and_gives_it_to_who_waited_for_it_alone() {
        var known = known(3, retired(SHOP), SEARCH);
        var waiting = begun().report(Report.provisioned("search", 1, 1, true, "Provisioned", ""), BOTH, at(1), 0)
                .orElseThrow()
                .next();

        var followed = waiting.follow(known, TenantFacts.NONE, at(2)).orElseThrow();

        assertThat(followed.type()).isEqualTo("provisioning.ready");
        assertThat(followed.next().dueAt()).isNull();
        assertThat(Provisioning.begin(TENANT, 1, Stage.LIVING, known, TenantFacts.NONE, T0)
                        .next()
                        .find("shop"))
                .isEmpty();
        assertRefused("TENANT_SERVICE_RETIRED", () -> retired(SHOP).retire("two", "again", at(3)));
    }

    /** At the stage of erasing, where one of the two has erased. */
    private static Provisioning erasedBy(String service) {
        return exporting()
                .report(exported("shop", 1), BOTH, at(2), 0)
                .flatMap(c -> c.next().report(exported("search", 1), BOTH, at(3), 0))
                .flatMap(c -> c.next().desire(3, Stage.ERASING, BOTH, TenantFacts.NONE, at(4)))
                .flatMap(c -> c.next().report(erased(service, 1), BOTH, at(5), 0))
                .orElseThrow()
                .next();
    }

    @Test
    void without_any_service_it_is_exported_and_erased_at_once() {
        var alone = Provisioning.begin(TENANT, 1, Stage.LIVING, known(1), TenantFacts.NONE, T0)
                .next();

        var exported = alone.desire(2, Stage.EXPORTING, known(1), TenantFacts.NONE, at(1))
                .orElseThrow();
        assertThat(exported.type()).isEqualTo("provisioning.exported");
        assertThat(exported.next().deletionStatus()).isEqualTo(DeletionStatus.EXPORTED);

        var erased = exported.next()
                .desire(3, Stage.ERASING, known(1), TenantFacts.NONE, at(2))
                .orElseThrow();
        assertThat(erased.type()).isEqualTo("provisioning.erased");
        assertThat(erased.next().erased()).isTrue();
    }

    @Test
    void who_is_first_heard_of_at_its_deletion_is_asked_for_everywhere() {
        var change = Provisioning.begin(TENANT, 9, Stage.EXPORTING, BOTH, TenantFacts.NONE, T0);

        assertThat(deletion(change).services())
                .hasSize(2)
                .allMatch(s -> s.phase().awaiting());
        assertThat(deletion(change).exported()).isFalse();
    }

    @Test
    void the_last_export_makes_it_exported_and_the_last_erasure_erased() {
        var first = exporting().report(exported("shop", 1), BOTH, at(2), 0).orElseThrow();
        assertThat(first.type()).isEqualTo("provisioning.progressed");
        var second = first.next().report(exported("search", 1), BOTH, at(3), 0).orElseThrow();
        assertThat(second.type()).isEqualTo("provisioning.exported");
        assertThat(second.next().exportOf("search").orElseThrow()).isEqualTo(new ExportedCopy(at(3), "search", 7));
        assertThat(second.next().dueAt()).isNull();

        var erasing = second.next()
                .desire(3, Stage.ERASING, BOTH, TenantFacts.NONE, at(4))
                .orElseThrow();
        assertThat(erasing.type()).isEqualTo("provisioning.erasing");
        assertThat(deletion(erasing).services()).allMatch(s -> s.attempt() == 1 && s.export() != null);
        var erased = erasing.next()
                .report(erased("shop", 1), BOTH, at(5), 0)
                .flatMap(c -> c.next().report(erased("search", 1), BOTH, at(6), 0))
                .orElseThrow();
        assertThat(erased.type()).isEqualTo("provisioning.erased");
        var word = deletion(erased).find("search").orElseThrow().erasure();
        assertThat(word)
                .isEqualTo(new Erasure(at(6), "i1", List.of(new Retained("invoices", "archive", null, "tax law"))));
    }

    @Test
    void a_silent_service_is_named_and_asked_again_with_a_growing_pause() {
        var late = exporting().tick(BOTH, at(100), 1).orElseThrow();

        assertThat(late.type()).isEqualTo("provisioning.failed");
        assertThat(late.next().deletionStatus()).isEqualTo(DeletionStatus.STUCK);
        var shop = deletion(late).find("shop").orElseThrow();
        assertThat(shop.condition().reason()).isEqualTo("TimedOut");
        assertThat(shop.phase().nextTryAt()).isEqualTo(at(101));

        var again = late.next().tick(BOTH, at(101), 1).orElseThrow();
        assertThat(deletion(again).find("shop").orElseThrow().attempt()).isEqualTo(2);
        var later = again.next().tick(BOTH, at(200), 1).orElseThrow();
        assertThat(deletion(later).find("shop").orElseThrow().phase().nextTryAt())
                .isEqualTo(at(202));
    }

    @Test
    void a_failure_counts_for_its_attempt_alone_and_a_success_whenever_it_comes() {
        var second = exporting()
                .tick(BOTH, at(100), 1)
                .flatMap(c -> c.next().tick(BOTH, at(101), 1))
                .orElseThrow()
                .next();

        assertThat(second.report(failed("shop", Task.EXPORT, 1), BOTH, at(102), 0))
                .isEmpty();
        assertThat(second.report(failed("shop", Task.EXPORT, 2), BOTH, at(102), 0))
                .isPresent();
        assertThat(second.report(erased("shop", 2), BOTH, at(102), 0)).isEmpty();
        assertThat(second.report(exported("later", 1), BOTH, at(102), 0)).isEmpty();
        var late = second.report(exported("shop", 1), BOTH, at(102), 0)
                .orElseThrow()
                .next();
        assertThat(late.report(exported("shop", 1), BOTH, at(103), 0)).isEmpty();
        assertThat(late.report(failed("shop", Task.EXPORT, 2), BOTH, at(103), 0))
                .isEmpty();
    }

    @Test
    void an_export_that_is_not_here_is_a_failure() {
        var change = exporting()
                .report(exported("shop", 1).unproven(), BOTH, at(2), 0)
                .orElseThrow();

        assertThat(change.type()).isEqualTo("provisioning.failed");
        assertThat(deletion(change).find("shop").orElseThrow().condition().reason())
                .isEqualTo("ExportMissing");
    }

    @Test
    void an_operator_retries_one_service_of_a_deletion() {
        var stuck = exporting().tick(BOTH, at(100), 1).orElseThrow().next();

        var change = stuck.retry("shop", BOTH, at(100));

        assertThat(deletion(change).find("shop").orElseThrow().attempt()).isEqualTo(2);
        assertThat(deletion(change).find("search").orElseThrow().attempt()).isEqualTo(1);
        assertRefused("UNKNOWN_TENANT_SERVICE", () -> stuck.retry("later", ALL, at(100)));
        assertRefused("NOTHING_TO_RETRY", () -> exporting().retry(null, BOTH, at(2)));
    }

    @Test
    void only_an_export_that_is_asked_for_is_taken() {
        assertRefused("NOT_EXPORTING", () -> settled().checkExport("shop", 1, "x"));
        assertRefused("EXPORT_NOT_ASKED", () -> exporting().checkExport("later", 1, "x"));
        assertRefused("ATTEMPT_NOT_ASKED", () -> exporting().checkExport("shop", 2, "x"));
        exporting().checkExport("shop", 1, "x");
        var done = exporting()
                .report(exported("shop", 1), BOTH, at(2), 0)
                .orElseThrow()
                .next();
        done.checkExport("shop", 1, "shop");
        assertRefused("EXPORT_SETTLED", () -> done.checkExport("shop", 1, "x"));
        var erasing = done.desire(3, Stage.ERASING, BOTH, TenantFacts.NONE, at(3))
                .orElseThrow()
                .next();
        assertRefused("NOT_EXPORTING", () -> erasing.checkExport("shop", 1, "shop"));
    }

    /** Every state that six moves out of seventeen can lead to: what must never happen never does. */
    @Test
    void nothing_is_ever_skipped_or_taken_back_whatever_comes() {
        var seen = new HashSet<Provisioning>();
        var edge = List.of(settled(), begun());
        for (var depth = 0; depth < 6; depth++) {
            var next = new HashSet<Provisioning>();
            for (var state : edge) {
                moves(depth + 2)
                        .forEach((name, move) -> after(state, move).ifPresent(after -> {
                            assertSound(name, state, after);
                            next.add(ageless(after));
                        }));
            }
            next.removeAll(seen);
            seen.addAll(next);
            edge = List.copyOf(next);
        }
        assertThat(seen).hasSizeGreaterThan(1_000);
        assertThat(seen).anyMatch(Provisioning::erased).anyMatch(p -> p.deletionStatus() == DeletionStatus.STUCK);
    }

    private static Map<String, Function<Provisioning, Optional<Change<Provisioning>>>> moves(int step) {
        var now = at(step * 1_000);
        var moves = new LinkedHashMap<String, Function<Provisioning, Optional<Change<Provisioning>>>>();
        for (var stage : Stage.values()) {
            moves.put(stage.name(), p -> p.desire(p.desiredVersion() + 1, stage, ALL, TenantFacts.NONE, now));
        }
        for (var key : List.of("shop", "search")) {
            moves.put(key + " exported", p -> p.report(exported(key, 1), ALL, now, 1));
            moves.put(key + " erased", p -> p.report(erased(key, 1), ALL, now, 1));
        }
        moves.put("export failed", p -> p.report(failed("shop", Task.EXPORT, 1), ALL, now, 1));
        moves.put("erasure failed", p -> p.report(failed("shop", Task.ERASE, 1), ALL, now, 1));
        moves.put("provisioned", p -> p.report(provisioned(p.desiredVersion(), true), ALL, now, 1));
        moves.put("not provisioned", p -> p.report(provisioned(p.desiredVersion(), false), ALL, now, 1));
        moves.put("tick", p -> p.tick(ALL, now, 1));
        moves.put("pause", p -> Optional.of(p.pause(now)));
        moves.put("resume", p -> Optional.of(p.resume(ALL, now)));
        moves.put("retry", p -> Optional.of(p.retry(null, ALL, now)));
        moves.put("follow", p -> p.follow(ALL, TenantFacts.NONE, now));
        moves.put("ask waiver", p -> Optional.of(p.askWaiver("shop", "lost", "one", now)));
        moves.put("approve waiver", p -> Optional.of(p.approveWaiver("shop", "two", now)));
        moves.put("decline waiver", p -> Optional.of(p.declineWaiver("shop", now)));
        moves.put("retire", p -> p.follow(known(3, retired(SHOP), SEARCH, LATER), TenantFacts.NONE, now));
        return moves;
    }

    private static Optional<Provisioning> after(
            Provisioning state, Function<Provisioning, Optional<Change<Provisioning>>> move) {
        try {
            return move.apply(state).map(Change::next);
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static void assertSound(String move, Provisioning before, Provisioning after) {
        assertThat(after.version()).as(move).isEqualTo(before.version() + 1);
        if (before.ready()) {
            assertThat(after.ready()).as(move).isTrue();
        }
        var then = before.deletion();
        var now = after.deletion();
        if (now == null) {
            assertThat(then).as(move).isNull();
            return;
        }
        assertThat(after.services()).as("nothing is provisioned").noneMatch(s -> s.dueAt() != null);
        assertThat(now.exported()).isEqualTo(now.services().stream().allMatch(s -> s.export() != null || s.waived()));
        if (now.erased()) {
            assertThat(now.services()).allMatch(s -> s.erasure() != null || s.waived());
        }
        for (var s : now.services()) {
            var done = s.waived() || (now.task() == Task.EXPORT ? s.export() != null : s.erasure() != null);
            if (!s.phase().settled() && !after.paused()) {
                assertThat(s.phase().dueAt())
                        .as(move + " leaves " + s + " moving")
                        .isNotNull();
            }
            if (s.phase().settled() && !move.equals("DELETED") && (then == null || !over(then))) {
                assertThat(done).as(move + " settles " + s).isTrue();
            }
        }
        if (then != null) {
            assertThat(now.services())
                    .extracting(ServiceDeletion::service)
                    .containsExactlyElementsOf(then.services().stream()
                            .map(ServiceDeletion::service)
                            .toList());
            assertThat(now.task()).as(move).isGreaterThanOrEqualTo(then.task());
            for (var s : then.services()) {
                var later = now.find(s.service()).orElseThrow();
                if (s.export() != null) {
                    assertThat(later.export()).as(move).isEqualTo(s.export());
                }
                if (s.waived()) {
                    assertThat(later.waiver()).as(move).isEqualTo(s.waiver());
                    assertThat(later.phase().settled()).as(move).isTrue();
                }
                if (s.erasure() != null) {
                    assertThat(later.erasure()).as(move).isEqualTo(s.erasure());
                }
            }
        }
    }

    /** Whether the tenant was deleted before its services were done. */
    private static boolean over(TenantDeletion deletion) {
        return deletion.services().stream()
                .anyMatch(s -> s.phase().settled()
                        && !s.waived()
                        && (deletion.task() == Task.EXPORT ? s.export() == null : s.erasure() == null));
    }

    /** The same without its number and time, so that roads which meet are walked on once. */
    private static Provisioning ageless(Provisioning p) {
        return new Provisioning(p.tenant(), 1, p.ready(), p.paused(), p.services(), p.deletion(), 1, T0);
    }

    private static Provisioning begun() {
        return Provisioning.begin(TENANT, 1, Stage.LIVING, BOTH, TenantFacts.NONE, T0)
                .next();
    }

    private static Provisioning settled() {
        return begun().report(Report.provisioned("shop", 1, 1, true, "Provisioned", ""), BOTH, at(1), 0)
                .flatMap(c ->
                        c.next().report(Report.provisioned("search", 1, 1, true, "Provisioned", ""), BOTH, at(1), 0))
                .orElseThrow()
                .next();
    }

    private static Provisioning exporting() {
        return settled()
                .desire(2, Stage.EXPORTING, BOTH, TenantFacts.NONE, at(1))
                .orElseThrow()
                .next();
    }

    private static TenantDeletion deletion(Change<Provisioning> change) {
        var deletion = change.next().deletion();
        assertThat(deletion).isNotNull();
        return deletion;
    }

    private static Report exported(String service, int attempt) {
        return new Report(
                service,
                Task.EXPORT,
                2,
                attempt,
                true,
                "Exported",
                "",
                new Report.Outcome("i1", service, 7, List.of()));
    }

    private static Report erased(String service, int attempt) {
        var kept = List.of(new Retained("invoices", "archive", null, "tax law"));
        return new Report(service, Task.ERASE, 3, attempt, true, "Erased", "", new Report.Outcome("i1", null, 0, kept));
    }

    private static Report failed(String service, Task task, int attempt) {
        return new Report(service, task, 3, attempt, false, "HandlerFailed", "no disk", Report.Outcome.NOTHING);
    }

    private static Report provisioned(long version, boolean succeeded) {
        return Report.provisioned("shop", version, 1, succeeded, "Said", "");
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable move) {
        assertThatThrownBy(move)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(code));
    }

    private static KnownServices known(long generation, TenantService... services) {
        return KnownServices.of(List.copyOf(Arrays.asList(services)), generation);
    }

    private static TenantService retired(TenantService service) {
        return service.retire("one", "sold", at(1)).next();
    }

    private static TenantService service(String key) {
        return new TenantService(
                key,
                key,
                true,
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
