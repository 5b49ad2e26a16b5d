package io.centercontrol.flags.rollouts.model;

import io.centercontrol.evaluation.Share;
import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A variant that reaches more and more of those for whom a flag's default would count.
 *
 * @param id a UUIDv7
 * @param flag the flag's key
 * @param basis the flag's definition that it was started for, or resumed for later
 * @param author who started it
 * @param approval who else agreed; null where nobody had to
 * @param taken the steps that were taken, in their order
 * @param since when the last step began to count: when it was taken, or when the rollout was resumed
 * @param before for each guard what its measure was before the first step; null in their order; empty before that
 * @param seen for each guard what it saw when something was decided last; empty before that
 * @param word what was said last since the step began; null for nothing
 * @param halt why it is paused, or how it ended; null while it goes on
 * @param version rises by one with each change, from 1
 */
public record Rollout(
        UUID id,
        String flag,
        String basis,
        Plan plan,
        String reason,
        Actor author,
        RolloutState state,
        @Nullable Agreement approval,
        List<Taken> taken,
        @Nullable Instant since,
        List<Baseline> before,
        List<Sighting> seen,
        @Nullable Word word,
        @Nullable Halt halt,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {
    /** How the name of what happened ends when the glass was broken. */
    public static final String BY_BREAK_GLASS = "-by-break-glass";

    public Rollout {
        taken = List.copyOf(taken);
        before = List.copyOf(before);
        seen = List.copyOf(seen);
    }

    @Override
    public String aggregateId() {
        return id.toString();
    }

    @Override
    public String inWords() {
        return "The rollout " + id;
    }

    /**
     * A new one. Of a sensitive flag it waits for another person, unless the glass is broken.
     *
     * @param shortest of a step's waits
     */
    public static Change<Rollout> start(
            UUID id,
            Flag flag,
            Plan plan,
            String reason,
            Permit permit,
            Actor author,
            EvaluatorSet evaluators,
            Duration shortest,
            Instant now) {
        plan.check(shortest, now);
        mustTake(flag);
        after(flag, plan, evaluators, now);
        var waits = flag.content().sensitive() && permit == Permit.DIRECT;
        var next = new Rollout(
                id,
                flag.key(),
                flag.content().definition(),
                plan,
                reason,
                author,
                waits ? RolloutState.AWAITING_APPROVAL : RolloutState.SCHEDULED,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                1,
                now,
                now);
        return new Change<>(
                next,
                flag.content().sensitive() && permit == Permit.BREAK_GLASS
                        ? "rollout.started" + BY_BREAK_GLASS
                        : "rollout.started",
                List.of(
                        new FieldChange("/state", null, next.state().name()),
                        new FieldChange("/variant", null, plan.variant())));
    }

    /**
     * The flag after each step of a plan, were nothing else of it changed.
     *
     * @throws io.centercontrol.kernel.RefusedException when the plan would reach nobody, or the wrong ones
     */
    public static List<Flag> after(Flag flag, Plan plan, EvaluatorSet evaluators, Instant now) {
        try {
            return IntStream.rangeClosed(1, plan.steps().size())
                    .mapToObj(step -> Objects.requireNonNull(
                                    flag.rollOut(plan.share(step), evaluators, now), "a share is another than none")
                            .next())
                    .toList();
        } catch (RefusedException e) {
            throw RolloutRefusals.inPlan(e);
        }
    }

    /** Refuses a flag of which nothing can be rolled out at this moment. */
    private static void mustTake(Flag flag) {
        if (!flag.killSwitches().isEmpty()) {
            throw RolloutRefusals.killed(
                    flag.key(),
                    flag.killSwitches().stream().map(one -> one.id().toString()).toList());
        }
        if (!flag.isEnabled()) {
            throw RolloutRefusals.disabled(flag.key());
        }
    }

    /** Somebody else agrees with the plan. */
    public Change<Rollout> approve(@Nullable String comment, Actor by, Instant now) {
        mustBe("AWAITING_APPROVAL", RolloutState.AWAITING_APPROVAL);
        if (by.id().equals(author.id())) {
            throw RolloutRefusals.ownApproval(id);
        }
        return change("rollout.approved", now, with(RolloutState.SCHEDULED).approval(new Agreement(by, now, comment)));
    }

    /** Whether the time of its next step has come. */
    public boolean isDue(Instant now) {
        var at = stepDueAt();
        return at != null && !at.isAfter(now);
    }

    /** When the next step is due, if its guards let it; null when no time makes it due. */
    public @Nullable Instant stepDueAt() {
        return switch (state) {
            case SCHEDULED -> Objects.requireNonNullElse(plan.startAt(), createdAt);
            case RUNNING -> {
                var waitFor = plan.steps().get(taken.size() - 1).waitFor();
                yield waitFor == null ? null : Objects.requireNonNull(since).plus(waitFor);
            }
            case AWAITING_APPROVAL, PAUSED, COMPLETED, TAKEN_BACK, CANCELLED -> null;
        };
    }

    /** When it is to be looked at next after something was decided; null when no time changes it. */
    public @Nullable Instant dueAt() {
        return state == RolloutState.RUNNING && plan.isMeasured() ? updatedAt : stepDueAt();
    }

    /** What becomes of it, by what each of its guards sees at this moment. */
    public Outlook outlook(List<Sighting> sightings, Instant now) {
        var stops = new ArrayList<Integer>();
        var lets = true;
        for (var at = 0; at < sightings.size(); at++) {
            if (sightings.get(at).verdict() == Verdict.BAD) {
                stops.add(at);
            }
            lets = lets && plan.guards().get(at).lets(sightings.get(at));
        }
        if (state == RolloutState.RUNNING && !stops.isEmpty()) {
            var then = stops.stream().anyMatch(at -> plan.guards().get(at).then() == Then.TAKE_BACK)
                    ? Then.TAKE_BACK
                    : Then.PAUSE;
            return new Outlook.Stop(
                    then,
                    stops.stream()
                            .map(at -> inWords(plan.guards().get(at), sightings.get(at)))
                            .collect(Collectors.joining(" ")));
        }
        // Before the first step there is nothing that a guard could have seen.
        return isDue(now) && (lets || state == RolloutState.SCHEDULED) ? new Outlook.Go() : new Outlook.Stay();
    }

    private String inWords(Guard guard, Sighting seen) {
        return switch (guard) {
            case Guard.OfService one ->
                String.format(
                        Locale.ROOT,
                        "%s of %s is %.2f, above %.2f, in %d calls.",
                        one.measure(),
                        one.service(),
                        seen.value(),
                        seen.limit(),
                        seen.requests());
            case Guard.OfWord _ -> {
                var said = Objects.requireNonNull(word, "of a bad word");
                yield said.by().id() + " said: " + said.reason();
            }
        };
    }

    /** The share after the next step; null when the last was taken, so that the next thing is to complete. */
    public @Nullable Share nextShare() {
        return taken.size() == plan.steps().size() ? null : plan.share(taken.size() + 1);
    }

    /** Refuses to go on at this moment, by hand or by time. */
    public void mustGoOn(Flag current) {
        mustBe("SCHEDULED or RUNNING", RolloutState.SCHEDULED, RolloutState.RUNNING);
        mustTake(current);
    }

    /**
     * The next step was taken.
     *
     * @param measured before the first step: for each guard what its measure was
     */
    public Change<Rollout> stepped(
            long flagVersion, UUID eventId, List<Sighting> sightings, List<Baseline> measured, Instant now) {
        var share = Objects.requireNonNull(nextShare(), "of a rollout that has steps left");
        var all = new ArrayList<>(taken);
        all.add(new Taken(share.basisPoints(), now, flagVersion, eventId));
        var draft = with(RolloutState.RUNNING).taken(all).since(now).word(null).seen(sightings);
        return change("rollout.step-taken", now, taken.isEmpty() ? draft.before(measured) : draft);
    }

    /** Everybody has it, for good. */
    public Change<Rollout> completed(long flagVersion, UUID eventId, List<Sighting> sightings, Actor by, Instant now) {
        return change(
                "rollout.completed",
                now,
                with(RolloutState.COMPLETED)
                        .seen(sightings)
                        .halt(new Halt(by, now, "Everybody has it, and it is the default.", flagVersion, eventId)));
    }

    /** It stays where it is. */
    public Change<Rollout> pause(String why, List<Sighting> sightings, Actor by, Instant now) {
        mustBe("SCHEDULED or RUNNING", RolloutState.SCHEDULED, RolloutState.RUNNING);
        return change(
                "rollout.paused",
                now,
                with(RolloutState.PAUSED)
                        .seen(sightings.isEmpty() ? seen : sightings)
                        .halt(new Halt(by, now, why, null, null)));
    }

    /**
     * It goes on; the wait of its step begins anew, so that its guards have as much to see as they would have had. Refuses while
     * a kill switch stands, and what was approved for another definition of a sensitive flag.
     */
    public Change<Rollout> resume(Flag current, Permit permit, Instant now) {
        mustBe("PAUSED", RolloutState.PAUSED);
        mustTake(current);
        if (permit == Permit.DIRECT && isUnapproved(current)) {
            throw RolloutRefusals.needsApproval(this);
        }
        var broke = permit == Permit.BREAK_GLASS && isUnapproved(current);
        return change(
                broke ? "rollout.resumed" + BY_BREAK_GLASS : "rollout.resumed",
                now,
                with(taken.isEmpty() ? RolloutState.SCHEDULED : RolloutState.RUNNING)
                        .since(taken.isEmpty() ? null : now)
                        .word(null)
                        .halt(null)
                        .basis(current.content().definition()));
    }

    private boolean isUnapproved(Flag current) {
        return current.content().sensitive() && !current.content().definition().equals(basis);
    }

    /** Whether somebody has the variant by it, so that there is something to take back. */
    public boolean hasReached() {
        return state.isLive() && !taken.isEmpty();
    }

    /** Refuses to take back what has ended. */
    public void mustBeLive() {
        if (!state.isLive()) {
            throw RolloutRefusals.wrongState(this, "live");
        }
    }

    /** Whom it had reached has the default again; one that had reached nobody is cancelled. */
    public Change<Rollout> takenBack(
            String why,
            @Nullable Long flagVersion,
            @Nullable UUID eventId,
            List<Sighting> sightings,
            Actor by,
            Instant now) {
        mustBeLive();
        var reached = hasReached();
        return change(
                reached ? "rollout.taken-back" : "rollout.cancelled",
                now,
                with(reached ? RolloutState.TAKEN_BACK : RolloutState.CANCELLED)
                        .seen(sightings.isEmpty() ? seen : sightings)
                        .halt(new Halt(by, now, why, flagVersion, eventId)));
    }

    /** Somebody says how it goes. What that leads to, {@link #outlook} tells. */
    public Change<Rollout> said(WordVerdict verdict, String why, Actor by, Instant now) {
        if (plan.onBadWord() == null) {
            throw RolloutRefusals.noWordAsked(id);
        }
        mustBe("RUNNING", RolloutState.RUNNING);
        return change(
                verdict == WordVerdict.GOOD ? "rollout.good-word" : "rollout.bad-word",
                now,
                with(state).word(new Word(verdict, by, now, why)));
    }

    /** Whether a change of its flag can be a matter of any rollout: no override and no name is. */
    public static boolean isTouchedBy(Flag before, Flag next) {
        return next.content().archived()
                || !next.content().definition().equals(before.content().definition())
                || !Objects.equals(next.rollout(), before.rollout())
                || next.killSwitches().size() > before.killSwitches().size();
    }

    /**
     * The flag was changed otherwise: null when that is no matter of this rollout. Overrides and names are none. A kill switch
     * that is set pauses it, and so does another definition under which whom it had reached still is; what leaves it nothing to
     * roll out cancels it.
     */
    public @Nullable Change<Rollout> flagChanged(
            Flag previous, Flag next, @Nullable String why, Actor by, Instant now) {
        var because = why == null ? "" : ": " + why;
        if (next.content().archived()) {
            return cancelled("The flag was archived" + because, next, by, now);
        }
        if (!next.content().definition().equals(previous.content().definition())) {
            if (hasReached() && next.rollout() == null || state == RolloutState.AWAITING_APPROVAL) {
                return cancelled("The flag's definition is another" + because, next, by, now);
            }
            return canPause() ? pause("The flag's definition is another" + because, List.of(), by, now) : null;
        }
        if (hasReached() && next.rollout() == null) {
            return cancelled("A shared evaluator of the flag is another" + because, next, by, now);
        }
        if (next.killSwitches().size() > previous.killSwitches().size() && canPause()) {
            return pause("A kill switch was set" + because, List.of(), by, now);
        }
        return null;
    }

    private boolean canPause() {
        return state == RolloutState.SCHEDULED || state == RolloutState.RUNNING;
    }

    private Change<Rollout> cancelled(String why, Flag next, Actor by, Instant now) {
        return change(
                "rollout.cancelled",
                now,
                with(RolloutState.CANCELLED).halt(new Halt(by, now, why, next.version(), null)));
    }

    private void mustBe(String wanted, RolloutState... states) {
        if (!Arrays.asList(states).contains(state)) {
            throw RolloutRefusals.wrongState(this, wanted);
        }
    }

    private Draft with(RolloutState next) {
        return new Draft(this, next);
    }

    private Change<Rollout> change(String type, Instant now, Draft draft) {
        var next = draft.at(now);
        var fields = new ArrayList<FieldChange>();
        if (state != next.state) {
            fields.add(new FieldChange("/state", state.name(), next.state.name()));
        }
        if (taken.size() != next.taken.size()) {
            fields.add(new FieldChange("/percent", percent(), next.percent()));
        }
        if (!Objects.equals(word, next.word) && next.word != null) {
            fields.add(new FieldChange("/word", null, next.word.verdict().name()));
        }
        if (!Objects.equals(halt, next.halt)) {
            fields.add(new FieldChange(
                    "/why", halt == null ? null : halt.why(), next.halt == null ? null : next.halt.why()));
        }
        return new Change<>(next, type, fields);
    }

    /** How many percent it had reached last; 0 before its first step. */
    public double percent() {
        return taken.isEmpty() ? 0 : taken.getLast().basisPoints() / 100.0;
    }

    /** The next version in the making. */
    private static final class Draft {
        private final Rollout from;
        private final RolloutState state;
        private String basis;
        private @Nullable Agreement approval;
        private List<Taken> taken;
        private @Nullable Instant since;
        private List<Baseline> before;
        private List<Sighting> seen;
        private @Nullable Word word;
        private @Nullable Halt halt;

        Draft(Rollout from, RolloutState state) {
            this.from = from;
            this.state = state;
            basis = from.basis;
            approval = from.approval;
            taken = from.taken;
            since = from.since;
            before = from.before;
            seen = from.seen;
            word = from.word;
            halt = from.halt;
        }

        Draft basis(String next) {
            basis = next;
            return this;
        }

        Draft approval(Agreement next) {
            approval = next;
            return this;
        }

        Draft taken(List<Taken> next) {
            taken = next;
            return this;
        }

        Draft since(@Nullable Instant next) {
            since = next;
            return this;
        }

        Draft before(List<Baseline> next) {
            before = next;
            return this;
        }

        Draft seen(List<Sighting> next) {
            seen = next;
            return this;
        }

        Draft word(@Nullable Word next) {
            word = next;
            return this;
        }

        Draft halt(@Nullable Halt next) {
            halt = next;
            return this;
        }

        Rollout at(Instant now) {
            return new Rollout(
                    from.id,
                    from.flag,
                    basis,
                    from.plan,
                    from.reason,
                    from.author,
                    state,
                    approval,
                    taken,
                    since,
                    before,
                    seen,
                    word,
                    halt,
                    from.version + 1,
                    from.createdAt,
                    now);
        }
    }
}
