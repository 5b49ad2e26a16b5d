package io.centercontrol.plans.subscription.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.plans.catalog.model.Grant;
import io.centercontrol.plans.catalog.model.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private static final TenantId TENANT = new TenantId(UUID.fromString("00000000-0000-7000-8000-000000000001"));
    private static final Instant BEGIN = Instant.parse("2026-01-31T00:00:00Z");
    private static final Cause CAUSE = new Cause(Actor.user("someone", null), "because", null, null);
    private static final PlanRef BASIC = new PlanRef("basic", 1);
    private static final PlanRef STANDARD = new PlanRef("standard", 1);
    private static final List<PlanRef> PLANS = List.of(BASIC, STANDARD, new PlanRef("standard", 2));
    private static final PlanRef MORE = new PlanRef("more", 1);

    /** What somebody, or time, does to a subscription; the clock may stand anywhere. */
    private record Move(int what, int clock, int at, int which) {}

    @Provide
    Arbitrary<List<Move>> moves() {
        var minute = Arbitraries.integers().between(0, 600);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 8),
                        minute,
                        minute,
                        Arbitraries.integers().between(0, 2))
                .as(Move::new)
                .list()
                .ofMaxSize(40);
    }

    @Property
    void at_every_instant_it_has_one_plan_and_at_most_one_override_and_one_use_of_an_add_on(
            @ForAll("moves") List<Move> moves) {
        var subscription = begun();
        for (var move : moves) {
            var before = subscription;
            var change = applied(subscription, move);
            if (change == null) {
                continue;
            }
            subscription = change.next();
            assertThat(subscription.version()).isEqualTo(before.version() + 1);
            assertThat(subscription.moment()).isAfterOrEqualTo(before.moment());
            thePastIsTheSame(before, subscription);
            var due = subscription.dueAt();
            assertThat(due == null || due.isAfter(subscription.moment())).isTrue();
        }
        for (var minute = 0; minute <= 1_300; minute += 7) {
            var instant = minute(minute);
            assertThat(subscription.timeline().segments().stream().filter(segment -> segment.holdsAt(instant)))
                    .hasSize(1);
            var stored = subscription;
            assertThat(stored.overrides().values())
                    .allSatisfy(all -> assertThat(all.stream().filter(one -> one.holdsAt(instant)))
                            .hasSizeLessThanOrEqualTo(1));
            assertThat(stored.addOnsAt(instant)).hasSizeLessThanOrEqualTo(1);
        }
    }

    /** After all that was due has come, nothing more is, and coming twice is as coming once. */
    @Property
    void time_comes_once(@ForAll("moves") List<Move> moves) {
        var subscription = begun();
        for (var move : moves) {
            var change = applied(subscription, move);
            subscription = change == null ? subscription : change.next();
        }
        var end = minute(2_000);
        var advanced = subscription.advance(end);
        var after = advanced == null ? subscription : advanced.next();

        assertThat(after.advance(end)).isNull();
        assertThat(after.dueAt()).isNull();
        assertThat(after.timeline().scheduled(end)).isEmpty();
    }

    private static void thePastIsTheSame(Subscription before, Subscription after) {
        for (var minute = 0; minute < 1_300; minute += 31) {
            var instant = minute(minute);
            if (instant.isBefore(before.moment())) {
                assertThat(after.timeline().at(instant).assignment().plan())
                        .isEqualTo(before.timeline().at(instant).assignment().plan());
                assertThat(after.addOnsAt(instant).stream().map(AddOnUse::addOn))
                        .isEqualTo(before.addOnsAt(instant).stream()
                                .map(AddOnUse::addOn)
                                .toList());
            }
        }
    }

    private static @Nullable Change<Subscription> applied(Subscription subscription, Move move) {
        var now = minute(move.clock());
        var at = minute(move.at());
        var plan = PLANS.get(move.which());
        try {
            return switch (move.what()) {
                case 0 -> subscription.assign(plan, CAUSE, now);
                case 1 -> subscription.schedule(at, plan, CAUSE, now);
                case 2 -> subscription.tryOut(plan, at, BASIC, CAUSE, now);
                case 3 -> subscription.cancel(at, now);
                case 4 -> subscription.override("products", limit(move.which()), at, CAUSE, now);
                case 5 -> subscription.dropOverride("products", now);
                case 6 -> subscription.addOn(MORE, move.which() == 0 ? null : at, CAUSE, now);
                case 7 -> subscription.dropAddOn("more", now);
                default -> subscription.advance(now);
            };
        } catch (RefusedException e) {
            return null;
        }
    }

    @Test
    void another_plan_ends_a_trial() {
        var tried =
                begun().tryOut(STANDARD, minute(60), BASIC, CAUSE, minute(1)).next();
        assertThat(tried.timeline().scheduled(minute(1))).hasSize(1);

        var bought = tried.assign(STANDARD, CAUSE, minute(2)).next();

        assertThat(bought.timeline().scheduled(minute(2))).isEmpty();
        assertThat(bought.timeline().at(minute(2)).assignment().kind()).isEqualTo(Assignment.Kind.CHANGE);
    }

    @Test
    void the_end_of_a_trial_is_not_cancelled() {
        var tried =
                begun().tryOut(STANDARD, minute(60), BASIC, CAUSE, minute(1)).next();

        assertThatThrownBy(() -> tried.cancel(minute(60), minute(2)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("ends a trial");
    }

    @Test
    void a_clock_that_is_set_back_undoes_nothing() {
        var scheduled = begun().schedule(minute(60), STANDARD, CAUSE, minute(1)).next();
        var come = scheduled.advance(minute(61));
        assertThat(come).isNotNull();

        var later = come.next()
                .override("products", limit(3), null, CAUSE, minute(1))
                .next();

        assertThat(later.timeline().at(later.moment()).assignment().plan()).isEqualTo(STANDARD);
        assertThat(later.moment()).isEqualTo(minute(61));
        assertThat(later.override("products", later.moment())).isNotNull();
        assertThat(later.advance(minute(1))).isNull();
    }

    @Test
    void what_it_has_and_will_have_is_in_use() {
        var subscription = begun().schedule(minute(60), STANDARD, CAUSE, minute(1))
                .next()
                .addOn(MORE, null, CAUSE, minute(2))
                .next();

        assertThat(subscription.uses()).containsExactly(BASIC, STANDARD, MORE);
        var come = subscription.advance(minute(60));
        assertThat(come).isNotNull();
        assertThat(come.next().uses()).containsExactly(STANDARD, MORE);
    }

    @Test
    void periods_do_not_slip() {
        var january = BEGIN;

        assertThat(PeriodEnd.after(january, Price.Interval.MONTH, january))
                .isEqualTo(Instant.parse("2026-02-28T00:00:00Z"));
        assertThat(PeriodEnd.after(january, Price.Interval.MONTH, Instant.parse("2026-02-28T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-31T00:00:00Z"));
        assertThat(PeriodEnd.after(january, Price.Interval.YEAR, january.plus(Duration.ofDays(400))))
                .isEqualTo(Instant.parse("2028-01-31T00:00:00Z"));
    }

    private static Subscription begun() {
        return Subscription.begin(TENANT, BEGIN, BASIC, CAUSE, BEGIN).next();
    }

    private static Grant limit(int most) {
        return new Grant.Limit((long) most, true);
    }

    private static Instant minute(int minute) {
        return BEGIN.plus(Duration.ofMinutes(minute));
    }
}
