package io.centercontrol.flags.rollouts.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centercontrol.evaluation.Share;
import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.FlagKind;
import io.centercontrol.flags.authoring.model.KillSwitch;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.flags.use.model.Calls;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Latency;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Actor ANN = Actor.user("ann", null);
    private static final Actor BOB = Actor.user("bob", null);
    private static final String OFF = """
            {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off"}
            """;
    private static final Guard.OfService ERRORS = new Guard.OfService(
            Guard.Measure.ERROR_RATE,
            "storefront",
            5.0,
            2.0,
            100,
            Duration.ofMinutes(5),
            Guard.OnNoData.WAIT,
            Then.PAUSE);

    @Test
    void goes_from_step_to_step_when_each_wait_is_over() {
        var rollout = started(flag(false), plan());
        assertThat(rollout.isDue(NOW)).isTrue();
        rollout = stepped(rollout, NOW);
        assertThat(rollout.state()).isEqualTo(RolloutState.RUNNING);
        assertThat(rollout.percent()).isEqualTo(1);
        assertThat(rollout.stepDueAt()).isEqualTo(NOW.plus(HOUR));
        assertThat(rollout.outlook(List.of(), NOW.plus(HOUR).minusMillis(1))).isInstanceOf(Outlook.Stay.class);
        assertThat(rollout.outlook(List.of(), NOW.plus(HOUR))).isInstanceOf(Outlook.Go.class);
        rollout = stepped(rollout, NOW.plus(HOUR));
        assertThat(rollout.percent()).isEqualTo(100);
        assertThat(rollout.stepDueAt()).as("waits for somebody").isNull();
        assertThat(rollout.nextShare()).as("nothing is left but to complete").isNull();
        var completed = rollout.completed(9, id(9), List.of(), ANN, NOW).next();
        assertThat(completed.state()).isEqualTo(RolloutState.COMPLETED);
        assertThat(code(() -> completed.pause("why", List.of(), ANN, NOW))).isEqualTo("ROLLOUT_ENDED");
        assertThat(code(() -> completed.takenBack("why", null, null, List.of(), ANN, NOW)))
                .isEqualTo("ROLLOUT_ENDED");
    }

    @Test
    void says_all_that_is_wrong_with_a_plan() {
        var plan = new Plan(
                "on",
                Share.By.TENANT,
                List.of(step(500, Duration.ofSeconds(1)), step(500, null), step(9_000, Duration.ofDays(91))),
                List.of(
                        new Guard.OfService(
                                Guard.Measure.ERROR_RATE,
                                "Shop!",
                                null,
                                null,
                                0,
                                Duration.ofSeconds(90),
                                Guard.OnNoData.GO,
                                Then.PAUSE),
                        new Guard.OfWord(false, null, Then.PAUSE),
                        new Guard.OfWord(false, null, Then.PAUSE)),
                NOW);
        var refused = catchThrowableOfType(RefusedException.class, () -> started(flag(false), plan));
        assertThat(((Refusal.Invalid) refused.refusal()).violations())
                .extracting(one -> one.pointer() + " " + one.code())
                .containsExactly(
                        "/steps/0/waitFor OUT_OF_RANGE",
                        "/steps/1/percent OUT_OF_RANGE",
                        "/steps/2/waitFor OUT_OF_RANGE",
                        "/steps/2/percent NOT_ALL",
                        "/guards/0/service INVALID_SERVICE",
                        "/guards/0/atMost REQUIRED",
                        "/guards/0/minimumRequests OUT_OF_RANGE",
                        "/guards/0/window OUT_OF_RANGE",
                        "/guards/2 TOO_MANY",
                        "/startAt NOT_IN_THE_FUTURE");
    }

    @Test
    void a_flag_of_which_nothing_can_be_rolled_out_is_refused() {
        assertThat(code(() -> started(flag(false), plan("red")))).isEqualTo("UNKNOWN_VARIANT");
        assertThat(code(() -> started(flag(false), plan("off")))).isEqualTo("DEFAULT_VARIANT");
        var disabled = revised(flag(false), OFF.replace("ENABLED", "DISABLED"));
        assertThat(code(() -> started(disabled, plan()))).isEqualTo("FLAG_DISABLED");
        var answering = revised(flag(false), with("\"targeting\": {\"if\": [true, \"on\", \"off\"]}"));
        assertThat(code(() -> started(answering, plan()))).isEqualTo("TARGETING_ALWAYS_ANSWERS");
        assertThat(code(() -> started(killed(flag(false)), plan()))).isEqualTo("KILL_SWITCH_STANDS");
    }

    @Test
    void one_of_a_sensitive_flag_waits_for_another_person() {
        var rollout = started(flag(true), plan());
        assertThat(rollout.state()).isEqualTo(RolloutState.AWAITING_APPROVAL);
        assertThat(rollout.isDue(NOW.plus(HOUR))).isFalse();
        assertThat(code(() -> rollout.mustGoOn(flag(true)))).isEqualTo("ROLLOUT_STATE");
        assertThat(code(() -> rollout.approve(null, ANN, NOW))).isEqualTo("OWN_APPROVAL");
        var approved = rollout.approve("seen", BOB, NOW).next();
        assertThat(approved.state()).isEqualTo(RolloutState.SCHEDULED);
        assertThat(approved.isDue(NOW)).isTrue();
        var broken = Rollout.start(
                id(1),
                flag(true),
                plan(),
                "an emergency, really",
                Permit.BREAK_GLASS,
                ANN,
                EvaluatorSet.EMPTY,
                SHORTEST,
                NOW);
        assertThat(broken.type()).isEqualTo("rollout.started-by-break-glass");
        assertThat(broken.next().state()).isEqualTo(RolloutState.SCHEDULED);
    }

    @Test
    void the_wait_begins_anew_when_it_is_resumed() {
        var paused = stepped(started(flag(false), plan()), NOW)
                .pause("look", List.of(), ANN, NOW.plusSeconds(60))
                .next();
        assertThat(paused.dueAt()).isNull();
        assertThat(code(() -> paused.mustGoOn(flag(false)))).isEqualTo("ROLLOUT_STATE");
        assertThat(code(() -> paused.resume(killed(flag(false)), Permit.DIRECT, NOW)))
                .isEqualTo("KILL_SWITCH_STANDS");
        var resumed = paused.resume(flag(false), Permit.DIRECT, NOW.plus(HOUR)).next();
        assertThat(resumed.state()).isEqualTo(RolloutState.RUNNING);
        assertThat(resumed.halt()).isNull();
        assertThat(resumed.stepDueAt()).isEqualTo(NOW.plus(HOUR).plus(HOUR));
    }

    @Test
    void what_was_approved_for_one_definition_is_not_resumed_for_another() {
        var paused = stepped(started(flag(true), plan()).approve(null, BOB, NOW).next(), NOW)
                .pause("look", List.of(), ANN, NOW)
                .next();
        var other = Objects.requireNonNull(flag(true)
                        .revise(
                                content(true, with("\"metadata\": {\"a\": 1}")),
                                Permit.APPROVED,
                                EvaluatorSet.EMPTY,
                                NOW))
                .next();
        assertThat(code(() -> paused.resume(other, Permit.DIRECT, NOW))).isEqualTo("NEEDS_APPROVAL");
        assertThat(paused.resume(other, Permit.BREAK_GLASS, NOW).type()).isEqualTo("rollout.resumed-by-break-glass");
        assertThat(paused.resume(flag(true), Permit.DIRECT, NOW).type()).isEqualTo("rollout.resumed");
    }

    @Test
    void the_worst_of_its_guards_decides() {
        var plan = new Plan(
                "on",
                Share.By.TENANT,
                plan().steps(),
                List.of(ERRORS, new Guard.OfWord(true, null, Then.TAKE_BACK)),
                null);
        var rollout = stepped(started(flag(false), plan), NOW);
        var later = NOW.plus(HOUR);
        var good = sighting(Verdict.GOOD);
        var bad = sighting(Verdict.BAD);
        var nothing = sighting(Verdict.NO_DATA);
        assertThat(rollout.outlook(List.of(good, good), later)).isInstanceOf(Outlook.Go.class);
        assertThat(rollout.outlook(List.of(nothing, good), later)).isInstanceOf(Outlook.Stay.class);
        assertThat(rollout.outlook(List.of(good, nothing), later)).isInstanceOf(Outlook.Stay.class);
        assertThat(rollout.outlook(List.of(bad, nothing), NOW))
                .isEqualTo(new Outlook.Stop(Then.PAUSE, "ERROR_RATE of storefront is 7.00, above 5.00, in 200 calls."));
        var said = rollout.said(WordVerdict.BAD, "orders are lost", BOB, NOW).next();
        assertThat(said.outlook(List.of(bad, bad), NOW))
                .isEqualTo(new Outlook.Stop(
                        Then.TAKE_BACK,
                        "ERROR_RATE of storefront is 7.00, above 5.00, in 200 calls. bob said: orders are lost"));
        assertThat(stepped(said, later).word()).as("of the step before").isNull();
        assertThat(code(() -> stepped(started(flag(false), plan()), NOW).said(WordVerdict.BAD, "x", BOB, NOW)))
                .isEqualTo("NO_WORD_ASKED");
    }

    @Test
    void a_service_is_held_against_a_value_and_against_before() {
        assertThat(ERRORS.judge(calls(99, 99), new Baseline(null), NOW).verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(ERRORS.judge(calls(100, 5), new Baseline(null), NOW).verdict())
                .isEqualTo(Verdict.GOOD);
        assertThat(ERRORS.judge(calls(100, 6), new Baseline(null), NOW).verdict())
                .isEqualTo(Verdict.BAD);
        var before = ERRORS.before(calls(1_000, 10));
        assertThat(before.value()).isEqualTo(1);
        assertThat(ERRORS.judge(calls(100, 3), before, NOW)).isEqualTo(new Sighting(Verdict.BAD, NOW, 100, 3.0, 2.0));
        assertThat(ERRORS.before(calls(99, 1)).value()).isNull();
        var slow = new Guard.OfService(
                Guard.Measure.LATENCY_P99, "storefront", null, 2.0, 10, HOUR, Guard.OnNoData.GO, Then.PAUSE);
        assertThat(slow.judge(calls(100, 0), new Baseline(null), NOW).verdict())
                .as("nothing to compare with")
                .isEqualTo(Verdict.NO_DATA);
        assertThat(slow.judge(calls(100, 0), new Baseline(1.0), NOW).verdict()).isEqualTo(Verdict.BAD);
        assertThat(slow.judge(calls(100, 0), new Baseline(100.0), NOW).verdict())
                .isEqualTo(Verdict.GOOD);
    }

    @Test
    void another_change_of_its_flag_pauses_or_cancels_it() {
        var rolled = Objects.requireNonNull(flag(false).rollOut(plan().share(1), EvaluatorSet.EMPTY, NOW))
                .next();
        var rollout = stepped(started(flag(false), plan()), NOW);
        assertThat(after(rollout, rolled, killed(rolled))).isEqualTo("PAUSED: A kill switch was set: because");
        assertThat(after(rollout, rolled, revised(rolled, with("\"metadata\": {\"a\": 1}"))))
                .isEqualTo("PAUSED: The flag's definition is another: because");
        assertThat(after(rollout, rolled, revised(rolled, OFF.replace("Variant\": \"off\"", "Variant\": \"on\""))))
                .isEqualTo("CANCELLED: The flag's definition is another: because");
        var overridden = Objects.requireNonNull(rolled.revise(
                        rolled.content().withPlanOverride("basic", "off"), Permit.DIRECT, EvaluatorSet.EMPTY, NOW))
                .next();
        assertThat(after(rollout, rolled, overridden)).isEqualTo("nothing");
        var archived = Objects.requireNonNull(rolled.archive(Permit.DIRECT, EvaluatorSet.EMPTY, NOW))
                .next();
        assertThat(after(rollout, rolled, archived)).isEqualTo("CANCELLED: The flag was archived: because");
        assertThat(after(
                        started(flag(true), plan()), flag(true), revised(flag(true), with("\"metadata\": {\"a\": 1}"))))
                .as("nobody has seen it for this definition")
                .isEqualTo("CANCELLED: The flag's definition is another: because");
    }

    private static String after(Rollout rollout, Flag before, Flag next) {
        var change = rollout.flagChanged(before, next, "because", BOB, NOW);
        return change == null
                ? "nothing"
                : change.next().state() + ": "
                        + Objects.requireNonNull(change.next().halt()).why();
    }

    /** Off by default, with one more member. */
    private static String with(String member) {
        return OFF.strip().substring(0, OFF.strip().length() - 1) + ", " + member + "}";
    }

    private static Plan plan() {
        return plan("on");
    }

    private static Plan plan(String variant) {
        return new Plan(variant, Share.By.TENANT, List.of(step(100, HOUR), step(Share.ALL, null)), List.of(), null);
    }

    private static Step step(int basisPoints, @Nullable Duration waitFor) {
        return new Step(basisPoints, waitFor);
    }

    private static Rollout started(Flag flag, Plan plan) {
        return Rollout.start(id(1), flag, plan, "a test", Permit.DIRECT, ANN, EvaluatorSet.EMPTY, SHORTEST, NOW)
                .next();
    }

    private static Rollout stepped(Rollout rollout, Instant now) {
        return rollout.stepped(2, id(2), List.of(), List.of(), now).next();
    }

    private static Sighting sighting(Verdict verdict) {
        return new Sighting(verdict, NOW, 200, 7.0, 5.0);
    }

    /** All of them took up to 25 ms. */
    private static Calls calls(long requests, long errors) {
        var latency = new ArrayList<>(Collections.nCopies(Latency.CELLS, 0L));
        latency.set(2, requests);
        return new Calls(requests, errors, latency);
    }

    private static FlagContent content(boolean sensitive, String definition) {
        return FlagContent.first("A flag", "", FlagKind.RELEASE, "shop", Set.of(), sensitive, 30, definition, "off");
    }

    private static Flag flag(boolean sensitive) {
        return Flag.create("f", content(sensitive, OFF), EvaluatorSet.EMPTY, NOW)
                .next();
    }

    private static Flag revised(Flag flag, String definition) {
        return Objects.requireNonNull(flag.revise(
                        content(flag.content().sensitive(), definition), Permit.APPROVED, EvaluatorSet.EMPTY, NOW))
                .next();
    }

    private static Flag killed(Flag flag) {
        return flag.kill(
                        new KillSwitch(id(7), KillSwitch.Reach.all(), "It hurts.", "ann", NOW, null),
                        EvaluatorSet.EMPTY,
                        NOW)
                .next();
    }

    private static UUID id(long number) {
        return new UUID(0, number);
    }

    private static String code(Runnable refused) {
        return catchThrowableOfType(RefusedException.class, refused::run)
                .refusal()
                .code();
    }
}
