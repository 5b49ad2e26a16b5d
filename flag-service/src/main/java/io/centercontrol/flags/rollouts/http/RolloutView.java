package io.centercontrol.flags.rollouts.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.evaluation.Share;
import io.centercontrol.flags.authoring.http.EffectsView;
import io.centercontrol.flags.rollouts.model.Agreement;
import io.centercontrol.flags.rollouts.model.Halt;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.flags.rollouts.model.RolloutState;
import io.centercontrol.flags.rollouts.model.Sighting;
import io.centercontrol.flags.rollouts.model.Word;
import io.centercontrol.kernel.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as clients see it.
 *
 * @param by what is hashed to say who is in
 * @param author who started it
 * @param percent how many it has reached, of those for whom the flag's default would count
 * @param nextStepAt when the next step is due, if its guards let it; null when no time makes it due
 * @param word what was said last since the step began; null for nothing
 * @param approval who else agreed; null where nobody had to, or nobody has yet
 * @param halt why it is paused, or how it ended; null while it goes on
 * @param effects of a dry run: which tenants get another value by what is tried; of a start by the first step
 * @param eventId the flag's newest event that it made
 */
record RolloutView(
        UUID id,
        String flag,
        String variant,
        Share.By by,
        RolloutState state,
        double percent,
        List<PlannedStepView> steps,
        List<GuardView> guards,
        String reason,
        Actor author,
        @Nullable Instant startAt,
        @Nullable Instant nextStepAt,
        @Nullable Word word,
        @Nullable Agreement approval,
        @Nullable HaltView halt,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EffectsView effects,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID eventId) {
    /**
     * One step.
     *
     * @param waitFor null until somebody advances the rollout
     * @param takenAt null before
     * @param flagVersion the version of the flag that it made
     * @param eventId the event that told of it
     * @param tenants of a dry run: how many tenants get another value by this step and those before
     */
    record PlannedStepView(
            double percent,
            @Nullable String waitFor,
            @Nullable Instant takenAt,
            @Nullable Long flagVersion,
            @Nullable UUID eventId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long tenants) {}

    /** Why it is paused, or how it ended. */
    record HaltView(
            Actor by, Instant at, String why, @Nullable Long flagVersion) {
        static @Nullable HaltView of(@Nullable Halt halt) {
            return halt == null ? null : new HaltView(halt.by(), halt.at(), halt.why(), halt.flagVersion());
        }
    }

    /** As it stands. */
    static RolloutView of(Rollout rollout) {
        return of(rollout, rollout.seen());
    }

    /** With what its guards see. */
    static RolloutView of(Rollout rollout, List<Sighting> seen) {
        return of(rollout, seen, rollout.taken().size(), List.of(), null);
    }

    /**
     * After a step that is only tried.
     *
     * @param taken how many steps were taken before
     */
    static RolloutView tried(Rollout rollout, int taken, EffectsView effects) {
        return of(rollout, rollout.seen(), taken, List.of(), effects);
    }

    /**
     * One whose start is only tried.
     *
     * @param reach for each step how many tenants get another value
     */
    static RolloutView planned(Rollout rollout, List<Long> reach, EffectsView effects) {
        return of(rollout, rollout.seen(), 0, reach, effects);
    }

    private static RolloutView of(
            Rollout rollout, List<Sighting> seen, int taken, List<Long> reach, @Nullable EffectsView effects) {
        var plan = rollout.plan();
        var guards = new ArrayList<GuardView>();
        for (var at = 0; at < plan.guards().size(); at++) {
            guards.add(GuardView.of(
                    plan.guards().get(at),
                    rollout.before().isEmpty() ? null : rollout.before().get(at).value(),
                    seen.isEmpty() ? null : seen.get(at)));
        }
        return new RolloutView(
                rollout.id(),
                rollout.flag(),
                plan.variant(),
                plan.by(),
                rollout.state(),
                rollout.percent(),
                IntStream.range(0, plan.steps().size())
                        .mapToObj(at -> step(rollout, at, at < taken, reach))
                        .toList(),
                guards,
                rollout.reason(),
                rollout.author(),
                plan.startAt(),
                rollout.stepDueAt(),
                rollout.word(),
                rollout.approval(),
                HaltView.of(rollout.halt()),
                rollout.version(),
                rollout.createdAt(),
                rollout.updatedAt(),
                effects,
                newest(rollout));
    }

    /** Of what is only tried there is neither a version nor an event. */
    private static PlannedStepView step(Rollout rollout, int at, boolean isTaken, List<Long> reach) {
        var step = rollout.plan().steps().get(at);
        var taken = isTaken ? rollout.taken().get(at) : null;
        return new PlannedStepView(
                step.percent(),
                step.waitFor() == null ? null : step.waitFor().toString(),
                taken == null ? null : taken.at(),
                taken == null ? null : taken.flagVersion(),
                taken == null ? null : taken.eventId(),
                reach.isEmpty() ? null : reach.get(at));
    }

    private static @Nullable UUID newest(Rollout rollout) {
        var halt = rollout.halt();
        if (halt != null && halt.eventId() != null) {
            return halt.eventId();
        }
        return rollout.taken().isEmpty() ? null : rollout.taken().getLast().eventId();
    }
}
