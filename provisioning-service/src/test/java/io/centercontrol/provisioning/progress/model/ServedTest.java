package io.centercontrol.provisioning.progress.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.progress.model.Serves.WhenLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which services a tenant goes to, and what becomes of it when that changes. */
class ServedTest {
    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    private static final TenantService SHOP = service("shop", true, Serves.EVERYBODY);
    private static final Serves WITH_POS = ServesTest.serves("", "", "", "pos", Map.of());
    private static final KnownServices KEEPS = known(SHOP, service("pos", true, WITH_POS));
    private static final KnownServices ERASES = known(SHOP, service("pos", true, erasing(WITH_POS)));
    private static final TenantFacts UNHEARD = facts("eu", null);
    private static final TenantFacts POS = facts("eu", "premium", "pos");
    private static final TenantFacts PLAIN = facts("eu", "basic");
    private static final Report.Outcome KEPT_INVOICES =
            new Report.Outcome("i1", null, 0, List.of(new Retained("invoices", "archive", null, "tax law")));

    @Test
    void who_has_no_pos_is_not_asked_for_it_and_ready_without_it() {
        var begun = Provisioning.begin(TENANT, 1, Stage.LIVING, KEEPS, PLAIN, T0);

        assertThat(begun.next().services())
                .extracting(ServiceProvisioning::service)
                .containsExactly("shop");
        var ready = begun.next().report(success("shop", 1, 1), KEEPS, at(1), 0).orElseThrow();
        assertThat(ready.type()).isEqualTo("provisioning.ready");
        assertThat(ready.next().status()).isEqualTo(ProvisioningStatus.READY);
    }

    @Test
    void a_plan_that_was_not_heard_yet_makes_nobody_ready_too_early() {
        var begun =
                Provisioning.begin(TENANT, 1, Stage.LIVING, KEEPS, UNHEARD, T0).next();
        var pos = begun.find("pos").orElseThrow();
        assertThat(pos.awaiting()).isFalse();
        assertThat(pos.attempt()).isZero();
        assertThat(pos.condition().reason()).isEqualTo("PlanUnknown");
        var waiting = begun.report(success("shop", 1, 1), KEEPS, at(1), 0)
                .orElseThrow()
                .next();
        assertThat(waiting.ready()).isFalse();
        assertThat(waiting.status()).isEqualTo(ProvisioningStatus.CONVERGING);
        assertThat(waiting.dueAt()).isNull();
        assertThat(waiting.report(success("pos", 1, 1), KEEPS, at(2), 0)).isEmpty();
        assertThat(waiting.follow(KEEPS, UNHEARD, at(2))).isEmpty();
        var paused = waiting.pause(at(2)).next();
        assertThat(paused.resume(KEEPS, at(3)).next().find("pos").orElseThrow()).isEqualTo(pos);

        var goes = waiting.follow(KEEPS, PLAIN, at(4)).orElseThrow();
        assertThat(goes.type()).isEqualTo("provisioning.ready");
        assertThat(goes.next().find("pos")).isEmpty();
        assertThat(goes.fields()).contains(new FieldChange("/services/pos/stay", "UNDECIDED", null));

        var asked = waiting.follow(KEEPS, POS, at(4)).orElseThrow();
        assertThat(asked.type()).isEqualTo("provisioning.followed");
        assertThat(asked.next().find("pos").orElseThrow().awaiting()).isTrue();
        assertThat(asked.next().ready()).isFalse();
        assertThat(asked.next()
                        .report(success("pos", 1, 1), KEEPS, at(5), 0)
                        .orElseThrow()
                        .type())
                .isEqualTo("provisioning.ready");
    }

    @Test
    void the_plan_adds_it() {
        var plain = settled(KEEPS, PLAIN);

        var added = plain.follow(KEEPS, POS, at(10)).orElseThrow().next();

        assertThat(added.find("pos").orElseThrow().awaiting()).isTrue();
        assertThat(added.find("shop")).isEqualTo(plain.find("shop"));
        assertThat(added.ready()).isTrue();
    }

    @Test
    void what_is_left_is_kept_and_asked_for_nothing() {
        var left = settled(KEEPS, POS).follow(KEEPS, PLAIN, at(10)).orElseThrow();

        var pos = left.next().find("pos").orElseThrow();
        assertThat(pos.stay()).isEqualTo(Stay.KEPT);
        assertThat(pos.required()).isFalse();
        assertThat(pos.settled()).isTrue();
        assertThat(pos.condition().reason()).isEqualTo("Kept");
        assertThat(pos.condition().since()).isEqualTo(at(10));
        assertThat(left.next().ready()).isTrue();
        assertThat(left.next().status()).isEqualTo(ProvisioningStatus.READY);
        var newer = left.next()
                .desire(2, Stage.LIVING, KEEPS, PLAIN, at(11))
                .orElseThrow()
                .next();
        assertThat(newer.find("pos")).contains(pos);
        assertThat(newer.find("shop").orElseThrow().awaiting()).isTrue();
        assertThat(newer.follow(KEEPS, PLAIN, at(12))).isEmpty();
        assertThat(newer.pause(at(12)).next().resume(KEEPS, at(13)).next().find("pos"))
                .contains(pos);

        var back = newer.follow(KEEPS, POS, at(20)).orElseThrow().next();
        assertThat(back.find("pos").orElseThrow().stay()).isEqualTo(Stay.IN_SERVICE);
        assertThat(back.find("pos").orElseThrow().observedVersion()).isEqualTo(1);
        assertThat(back.find("pos").orElseThrow().awaiting()).isTrue();
        assertThat(back.find("pos").orElseThrow().required()).isTrue();
    }

    @Test
    void who_comes_back_to_what_is_kept_at_its_version_is_there_at_once() {
        var back = settled(KEEPS, POS)
                .follow(KEEPS, PLAIN, at(10))
                .flatMap(left -> left.next().follow(KEEPS, POS, at(11)))
                .orElseThrow()
                .next();

        assertThat(back.find("pos").orElseThrow().settled()).isTrue();
        assertThat(back.find("pos").orElseThrow().condition().status()).isEqualTo(Condition.Status.TRUE);
    }

    @Test
    void an_attempt_under_way_is_not_waited_for_when_the_tenant_leaves() {
        var begun = Provisioning.begin(TENANT, 1, Stage.LIVING, KEEPS, POS, T0).next();
        var left = begun.follow(KEEPS, PLAIN, at(1)).orElseThrow().next();
        assertThat(left.find("pos").orElseThrow().dueAt()).isNull();

        assertThat(left.report(failure("pos", Task.PROVISION, 1), KEEPS, at(2), 0))
                .isEmpty();
        var told =
                left.report(success("pos", 1, 1), KEEPS, at(2), 0).orElseThrow().next();

        assertThat(told.find("pos").orElseThrow().stay()).isEqualTo(Stay.KEPT);
        assertThat(told.find("pos").orElseThrow().observedVersion()).isEqualTo(1);
    }

    @Test
    void a_tenant_that_was_not_ready_for_want_of_it_is_ready_when_it_goes() {
        var waiting = Provisioning.begin(TENANT, 1, Stage.LIVING, KEEPS, POS, T0)
                .next()
                .report(success("shop", 1, 1), KEEPS, at(1), 0)
                .orElseThrow()
                .next();
        assertThat(waiting.ready()).isFalse();

        assertThat(waiting.follow(KEEPS, PLAIN, at(2)).orElseThrow().type()).isEqualTo("provisioning.ready");
    }

    @Test
    void what_is_left_is_erased_where_the_policy_says_so() {
        var left = settled(ERASES, POS).follow(ERASES, PLAIN, at(10)).orElseThrow();
        var pos = left.next().find("pos").orElseThrow();
        assertThat(pos.stay()).isEqualTo(Stay.ERASING);
        assertThat(pos.task()).isEqualTo(Task.ERASE);
        assertThat(pos.awaiting()).isTrue();
        assertThat(pos.attempt()).isEqualTo(2);
        assertThat(pos.deadline()).isEqualTo(at(40));
        assertThat(left.next().ready()).isTrue();

        // The word of a program that took it for an attempt at provisioning, and of one that speaks of an earlier
        // attempt.
        assertThat(left.next().report(success("pos", 1, 2), ERASES, at(11), 0)).isEmpty();
        assertThat(left.next().report(success("pos", 5, 9), ERASES, at(11), 0)).isEmpty();
        assertThat(left.next().report(failure("pos", Task.PROVISION, 2), ERASES, at(11), 0))
                .isEmpty();
        assertThat(left.next().report(erased("pos", 1), ERASES, at(11), 0)).isEmpty();
        assertThat(left.next().report(erased("pos", 3), ERASES, at(11), 0)).isEmpty();

        var failed = left.next()
                .report(failure("pos", Task.ERASE, 2), ERASES, at(11), 1)
                .orElseThrow();
        assertThat(failed.type()).isEqualTo("provisioning.failed");
        assertThat(failed.next().status()).isEqualTo(ProvisioningStatus.STUCK);
        var again = failed.next().tick(ERASES, at(12), 0).orElseThrow();
        assertThat(again.next().find("pos").orElseThrow().attempt()).isEqualTo(3);
        assertThat(again.next().tick(ERASES, at(42), 0).orElseThrow().type()).isEqualTo("provisioning.failed");

        var done = again.next().report(erased("pos", 3), ERASES, at(13), 0).orElseThrow();
        pos = done.next().find("pos").orElseThrow();
        assertThat(pos.stay()).isEqualTo(Stay.ERASED);
        assertThat(pos.observedVersion()).isZero();
        assertThat(pos.erasure()).isEqualTo(new Erasure(at(13), "i1", KEPT_INVOICES.kept()));
        assertThat(pos.settled()).isTrue();
        assertThat(done.next().status()).isEqualTo(ProvisioningStatus.READY);
        assertThat(done.next().report(erased("pos", 3), ERASES, at(14), 0)).isEmpty();
        assertThat(done.next().follow(ERASES, PLAIN, at(15))).isEmpty();
        assertThat(done.next()
                        .desire(2, Stage.LIVING, ERASES, PLAIN, at(15))
                        .orElseThrow()
                        .next()
                        .find("pos"))
                .contains(pos);
    }

    @Test
    void what_was_erased_is_made_anew_and_no_older_word_counts() {
        var gone = settled(ERASES, POS)
                .follow(ERASES, PLAIN, at(10))
                .flatMap(left -> left.next().report(erased("pos", 2), ERASES, at(11), 0))
                .orElseThrow()
                .next();

        var back = gone.follow(ERASES, POS, at(12)).orElseThrow().next();

        var pos = back.find("pos").orElseThrow();
        assertThat(pos.awaiting()).isTrue();
        assertThat(pos.observedVersion()).isZero();
        assertThat(pos.attempt()).isEqualTo(3);
        assertThat(pos.erasure()).isNull();
        assertThat(back.report(success("pos", 1, 1), ERASES, at(13), 0)).isEmpty();
        assertThat(back.report(success("pos", 1, 2), ERASES, at(13), 0)).isEmpty();
        assertThat(back.report(erased("pos", 2), ERASES, at(13), 0)).isEmpty();
        var newer =
                back.desire(2, Stage.LIVING, ERASES, POS, at(14)).orElseThrow().next();
        assertThat(newer.find("pos").orElseThrow().attempt()).isEqualTo(4);
        var made = newer.report(success("pos", 2, 4), ERASES, at(15), 0)
                .orElseThrow()
                .next();
        assertThat(made.find("pos").orElseThrow().settled()).isTrue();
        // It leaves once more: the word on the first erasure is not taken for the second.
        var again = made.follow(ERASES, PLAIN, at(16)).orElseThrow().next();
        assertThat(again.find("pos").orElseThrow().attempt()).isEqualTo(5);
        assertThat(again.report(erased("pos", 2), ERASES, at(17), 0)).isEmpty();
        assertThat(again.report(erased("pos", 5), ERASES, at(17), 0)).isPresent();
    }

    @Test
    void who_comes_back_while_it_is_erased_is_made_anew_and_when_nobody_was_asked_yet_is_just_there() {
        var erasing = settled(ERASES, POS).follow(ERASES, PLAIN, at(10)).orElseThrow();
        var back = erasing.next().follow(ERASES, POS, at(11)).orElseThrow().next();
        assertThat(back.find("pos").orElseThrow().observedVersion()).isZero();
        assertThat(back.find("pos").orElseThrow().awaiting()).isTrue();

        var paused = settled(ERASES, POS).pause(at(9)).next();
        var held = paused.follow(ERASES, PLAIN, at(10)).orElseThrow().next();
        assertThat(held.find("pos").orElseThrow().phase()).isEqualTo(new Phase.Held());
        assertThat(held.find("pos").orElseThrow().stay()).isEqualTo(Stay.ERASING);
        var untouched = held.follow(ERASES, POS, at(11)).orElseThrow().next();
        assertThat(untouched.find("pos").orElseThrow().settled()).isTrue();
        assertThat(held.resume(ERASES, at(12)).next().find("pos").orElseThrow().awaiting())
                .isTrue();
    }

    @Test
    void numbers_go_on_also_where_none_was_given_out_at_the_newest_version() {
        var gone = settled(ERASES, POS)
                .pause(at(1))
                .next()
                .desire(2, Stage.LIVING, ERASES, POS, at(2))
                .flatMap(newer -> newer.next().follow(ERASES, PLAIN, at(3)))
                .map(held -> held.next().resume(ERASES, at(4)))
                .flatMap(asked -> asked.next().report(erased("pos", 1), ERASES, at(5), 0))
                .orElseThrow()
                .next();
        assertThat(gone.find("pos").orElseThrow().stay()).isEqualTo(Stay.ERASED);

        var back = gone.follow(ERASES, POS, at(6)).orElseThrow().next();

        assertThat(back.find("pos").orElseThrow().attempt()).isEqualTo(2);
    }

    @Test
    void a_policy_that_changes_reaches_what_is_kept_and_stops_no_erasure_that_was_begun() {
        var kept =
                settled(KEEPS, POS).follow(KEEPS, PLAIN, at(10)).orElseThrow().next();

        var erasing = kept.follow(ERASES, PLAIN, at(11)).orElseThrow().next();

        assertThat(erasing.find("pos").orElseThrow().stay()).isEqualTo(Stay.ERASING);
        assertThat(erasing.follow(KEEPS, PLAIN, at(12))).isEmpty();
    }

    @Test
    void a_deletion_asks_those_that_keep_and_those_that_erased_and_nobody_else() {
        var known = known(SHOP, service("pos", true, WITH_POS), service("never", true, ServesTest.kinds("TEST")));
        var kept =
                settled(known, POS).follow(known, PLAIN, at(10)).orElseThrow().next();
        assertThat(kept.find("never")).isEmpty();

        var leaving = kept.desire(2, Stage.EXPORTING, known, PLAIN, at(11))
                .orElseThrow()
                .next();

        assertThat(asked(leaving)).containsExactly("pos", "shop");
        assertThat(leaving.deletion()).isNotNull();
        assertThat(leaving.find("pos").orElseThrow().stay()).isEqualTo(Stay.KEPT);
        assertThat(leaving.find("pos").orElseThrow().condition().reason()).isEqualTo("Kept");
    }

    @Test
    void the_word_on_an_erasure_of_the_living_is_no_word_on_its_deletion() {
        var gone = settled(ERASES, POS)
                .follow(ERASES, PLAIN, at(10))
                .flatMap(left -> left.next().report(erased("pos", 2), ERASES, at(11), 0))
                .orElseThrow()
                .next();

        var erasing = gone.desire(2, Stage.ERASING, ERASES, PLAIN, at(12))
                .orElseThrow()
                .next();

        var entry = deletion(erasing).find("pos").orElseThrow();
        assertThat(entry.attempt()).isEqualTo(3);
        assertThat(erasing.report(erased("pos", 2), ERASES, at(13), 0)).isEmpty();
        var done = erasing.report(erased("pos", 3), ERASES, at(13), 0)
                .orElseThrow()
                .next();
        assertThat(deletion(done).find("pos").orElseThrow().erasure()).isNotNull();
        assertThat(deletion(erasing).find("shop").orElseThrow().attempt()).isEqualTo(1);
    }

    @Test
    void a_service_that_is_retired_keeps_what_it_has_and_what_waits_for_it_goes() {
        var retired = known(
                SHOP,
                service("pos", true, WITH_POS)
                        .retire("one", "no tills any more", at(5))
                        .next());

        var kept =
                settled(KEEPS, POS).follow(retired, POS, at(10)).orElseThrow().next();
        var undecided = Provisioning.begin(TENANT, 1, Stage.LIVING, KEEPS, UNHEARD, T0)
                .next()
                .follow(retired, UNHEARD, at(10))
                .orElseThrow()
                .next();

        assertThat(kept.find("pos").orElseThrow().stay()).isEqualTo(Stay.KEPT);
        assertThat(kept.find("pos").orElseThrow().condition().reason()).isEqualTo("Retired");
        assertThat(kept.follow(retired, PLAIN, at(11))).isEmpty();
        assertThat(undecided.find("pos")).isEmpty();
    }

    @Test
    void what_a_change_comes_to_is_what_it_does() {
        var keeps = Objects.requireNonNull(KEEPS.byKey().get("pos"));
        var erases = Objects.requireNonNull(ERASES.byKey().get("pos"));
        var inService = settled(KEEPS, POS).find("pos").orElseThrow();

        assertThat(Effect.NONE.and(null, keeps, POS, T0)).isEqualTo(new Effect(1, 1, 0, 0, 0, 0));
        assertThat(Effect.NONE.and(null, keeps, PLAIN, T0)).isEqualTo(Effect.NONE);
        assertThat(Effect.NONE.and(null, keeps, UNHEARD, T0)).isEqualTo(new Effect(0, 0, 0, 0, 0, 1));
        assertThat(Effect.NONE.and(inService, keeps, POS, T0)).isEqualTo(new Effect(1, 0, 0, 0, 0, 0));
        assertThat(Effect.NONE.and(inService, keeps, PLAIN, T0)).isEqualTo(new Effect(0, 0, 1, 0, 0, 0));
        assertThat(Effect.NONE.and(inService, erases, PLAIN, T0)).isEqualTo(new Effect(0, 0, 0, 1, 0, 0));
        var undecided = Provisioning.begin(TENANT, 1, Stage.LIVING, KEEPS, UNHEARD, T0)
                .next()
                .find("pos")
                .orElseThrow();
        assertThat(Effect.NONE.and(undecided, keeps, PLAIN, T0)).isEqualTo(new Effect(0, 0, 0, 0, 1, 0));
        assertThat(Effect.NONE.and(undecided, keeps, POS, T0)).isEqualTo(new Effect(1, 1, 0, 0, 0, 0));
    }

    /**
     * The tenant's versions, its plans and the services' words come by three roads without an order between them. Whatever comes
     * first, it ends in service where the last word of each says so, nowhere else, and nothing waits; who never matched while all
     * was known is not asked by a guess.
     */
    @Test
    void the_order_in_which_things_are_heard_does_not_matter_in_the_end() {
        for (var seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var regions = List.of("eu", "us");
            var tenant = news(random, 3, () -> regions.get(random.nextInt(2)));
            var plans = news(random, 3, () -> random.nextBoolean() ? POS : PLAIN);
            var services = news(
                    random,
                    3,
                    () -> known(
                            SHOP,
                            service("pos", random.nextBoolean(), random(random, regions)),
                            service("mail", random.nextBoolean(), random(random, regions))));
            var first = run(tenant, plans, services, new Random(seed * 31L));
            var second = run(tenant, plans, services, new Random(seed * 17L + 1));

            assertThat(inService(first)).as("seed %d", seed).isEqualTo(inService(second));
            var last = services.getLast();
            var facts = new TenantFacts(
                    new TenantFacts.Own("LIVE", tenant.getLast(), Map.of()),
                    plans.getLast().entitled());
            assertThat(inService(first))
                    .as("seed %d", seed)
                    .isEqualTo(last.serving().stream()
                            .filter(service -> service.serves().answer(facts) == Serves.Answer.YES)
                            .map(TenantService::key)
                            .collect(Collectors.toCollection(TreeSet::new)));
            for (var end : List.of(first, second)) {
                assertThat(end.services())
                        .as("seed %d", seed)
                        .noneMatch(s -> s.stay() == Stay.UNDECIDED || s.stay() == Stay.ERASING)
                        .allMatch(ServiceProvisioning::settled)
                        .allMatch(s -> s.stay() == Stay.IN_SERVICE || s.approached());
                assertThat(end.ready()).as("seed %d", seed).isTrue();
            }
        }
    }

    private interface Say<T> {
        T one();
    }

    private static <T> List<T> news(Random random, int most, Say<T> say) {
        var all = new ArrayList<T>();
        for (var i = 0; i <= random.nextInt(most); i++) {
            all.add(say.one());
        }
        return all;
    }

    private static Serves random(Random random, List<String> regions) {
        var serves = ServesTest.serves(
                "",
                random.nextInt(3) == 0 ? regions.get(random.nextInt(2)) : "",
                random.nextInt(3) == 0 ? "premium" : "",
                random.nextInt(3) == 0 ? "pos" : "",
                Map.of());
        return random.nextBoolean() ? serves : erasing(serves);
    }

    /** Each road in its own order, the three mixed by chance, and services that answer at some moments between. */
    private static Provisioning run(
            List<String> tenant, List<TenantFacts> plans, List<KnownServices> services, Random random) {
        var roads = new ArrayList<Integer>();
        roads.addAll(Collections.nCopies(tenant.size(), 0));
        roads.addAll(Collections.nCopies(plans.size(), 1));
        roads.addAll(Collections.nCopies(services.size() - 1, 2));
        Collections.shuffle(roads, random);
        int[] at = {0, 0, 1};
        var known = services.getFirst();
        TenantFacts.@Nullable Own own = null;
        TenantFacts.@Nullable Entitled entitled = null;
        @Nullable Provisioning now = null;
        for (var road : roads) {
            if (road == 0) {
                own = new TenantFacts.Own("LIVE", tenant.get(at[0]), Map.of());
            } else if (road == 1) {
                entitled = plans.get(at[1]).entitled();
            } else {
                known = services.get(at[2]);
            }
            at[road]++;
            var facts = new TenantFacts(own, entitled);
            if (now == null) {
                now = own == null
                        ? null
                        : Provisioning.begin(TENANT, at[0], Stage.LIVING, known, facts, T0)
                                .next();
            } else {
                now = (road == 0 ? now.desire(at[0], Stage.LIVING, known, facts, T0) : now.follow(known, facts, T0))
                        .map(Change::next)
                        .orElse(now);
            }
            if (now != null && random.nextBoolean()) {
                now = answered(now, known, random.nextBoolean());
            }
        }
        return answered(Objects.requireNonNull(now), known, true);
    }

    private static Provisioning answered(Provisioning now, KnownServices known, boolean all) {
        var next = now;
        for (var s : now.services()) {
            if (s.awaiting() && (all || s.service().equals("pos"))) {
                var said = s.task() == Task.ERASE
                        ? erased(s.service(), s.attempt())
                        : success(s.service(), now.desiredVersion(), s.attempt());
                next = next.report(said, known, T0, 0).map(Change::next).orElse(next);
            }
        }
        return next;
    }

    private static TreeSet<String> inService(Provisioning provisioning) {
        return provisioning.services().stream()
                .filter(s -> s.stay() == Stay.IN_SERVICE)
                .map(ServiceProvisioning::service)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TenantDeletion deletion(Provisioning provisioning) {
        return Objects.requireNonNull(provisioning.deletion());
    }

    private static List<String> asked(Provisioning provisioning) {
        return deletion(provisioning).services().stream()
                .map(ServiceDeletion::service)
                .toList();
    }

    /** All that serve it have provisioned it. */
    private static Provisioning settled(KnownServices known, TenantFacts facts) {
        return answered(
                Provisioning.begin(TENANT, 1, Stage.LIVING, known, facts, T0).next(), known, true);
    }

    private static TenantFacts facts(String region, @Nullable String plan, String... features) {
        return new TenantFacts(
                new TenantFacts.Own("LIVE", region, Map.of()),
                plan == null ? null : new TenantFacts.Entitled(plan, Set.of(features)));
    }

    private static Serves erasing(Serves serves) {
        return new Serves(
                serves.kinds(), serves.regions(), serves.plans(), serves.features(), serves.labels(), WhenLeft.ERASE);
    }

    private static Report success(String service, long version, int attempt) {
        return Report.provisioned(service, version, attempt, true, "Provisioned", "");
    }

    private static Report failure(String service, Task task, int attempt) {
        return new Report(service, task, 1, attempt, false, "HandlerFailed", "no room", Report.Outcome.NOTHING);
    }

    private static Report erased(String service, int attempt) {
        return new Report(service, Task.ERASE, 1, attempt, true, "Erased", "", KEPT_INVOICES);
    }

    private static KnownServices known(TenantService... services) {
        return KnownServices.of(List.of(services), 1);
    }

    private static TenantService service(String key, boolean required, Serves serves) {
        return new TenantService(
                key,
                key,
                required,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                serves,
                null,
                1,
                T0);
    }

    private static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }
}
