package io.centercontrol.flags.rollouts.store;

import io.centercontrol.evaluation.Share;
import io.centercontrol.flags.rollouts.model.Agreement;
import io.centercontrol.flags.rollouts.model.Baseline;
import io.centercontrol.flags.rollouts.model.Halt;
import io.centercontrol.flags.rollouts.model.Plan;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.flags.rollouts.model.RolloutState;
import io.centercontrol.flags.rollouts.model.Sighting;
import io.centercontrol.flags.rollouts.model.Step;
import io.centercontrol.flags.rollouts.model.Taken;
import io.centercontrol.flags.rollouts.model.Verdict;
import io.centercontrol.flags.rollouts.model.Word;
import io.centercontrol.flags.rollouts.model.WordVerdict;
import io.centercontrol.kernel.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rollout as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record RolloutDocument(
        String flag,
        String basis,
        PlanDocument plan,
        String reason,
        Actor author,
        String state,
        @Nullable ApprovalDocument approval,
        List<TakenDocument> taken,
        @Nullable String since,
        List<Baseline> before,
        List<SightingDocument> seen,
        @Nullable WordDocument word,
        @Nullable HaltDocument halt,
        String createdAt,
        String updatedAt) {
    /** What is rolled out how. */
    record PlanDocument(
            String variant,
            String by,
            List<StepDocument> steps,
            List<GuardDocument> guards,
            @Nullable String startAt) {
        static PlanDocument of(Plan plan) {
            return new PlanDocument(
                    plan.variant(),
                    plan.by().name(),
                    plan.steps().stream()
                            .map(one -> new StepDocument(one.basisPoints(), text(one.waitFor())))
                            .toList(),
                    plan.guards().stream().map(GuardDocument::of).toList(),
                    text(plan.startAt()));
        }

        Plan toPlan() {
            return new Plan(
                    variant,
                    Share.By.valueOf(by),
                    steps.stream().map(StepDocument::toStep).toList(),
                    guards.stream().map(GuardDocument::toGuard).toList(),
                    time(startAt));
        }
    }

    /** A step. */
    record StepDocument(int basisPoints, @Nullable String waitFor) {
        Step toStep() {
            return new Step(basisPoints, waitFor == null ? null : Duration.parse(waitFor));
        }
    }

    /** A step that was taken. */
    record TakenDocument(int basisPoints, String at, long flagVersion, String eventId) {
        Taken toTaken() {
            return new Taken(basisPoints, Instant.parse(at), flagVersion, UUID.fromString(eventId));
        }
    }

    /** Another person agreed. */
    record ApprovalDocument(Actor by, String at, @Nullable String comment) {}

    /** What a guard saw. */
    record SightingDocument(
            String verdict,
            String at,
            long requests,
            @Nullable Double value,
            @Nullable Double limit) {
        Sighting toSighting() {
            return new Sighting(Verdict.valueOf(verdict), Instant.parse(at), requests, value, limit);
        }
    }

    /** What was said. */
    record WordDocument(String verdict, Actor by, String at, String reason) {
        Word toWord() {
            return new Word(WordVerdict.valueOf(verdict), by, Instant.parse(at), reason);
        }
    }

    /** Why it is paused, or how it ended. */
    record HaltDocument(
            Actor by,
            String at,
            String why,
            @Nullable Long flagVersion,
            @Nullable String eventId) {
        Halt toHalt() {
            return new Halt(by, Instant.parse(at), why, flagVersion, eventId == null ? null : UUID.fromString(eventId));
        }
    }

    static RolloutDocument of(Rollout rollout) {
        var approval = rollout.approval();
        var word = rollout.word();
        var halt = rollout.halt();
        return new RolloutDocument(
                rollout.flag(),
                rollout.basis(),
                PlanDocument.of(rollout.plan()),
                rollout.reason(),
                rollout.author(),
                rollout.state().name(),
                approval == null
                        ? null
                        : new ApprovalDocument(approval.by(), approval.at().toString(), approval.comment()),
                rollout.taken().stream()
                        .map(one -> new TakenDocument(
                                one.basisPoints(),
                                one.at().toString(),
                                one.flagVersion(),
                                one.eventId().toString()))
                        .toList(),
                text(rollout.since()),
                rollout.before(),
                rollout.seen().stream()
                        .map(one -> new SightingDocument(
                                one.verdict().name(), one.at().toString(), one.requests(), one.value(), one.limit()))
                        .toList(),
                word == null
                        ? null
                        : new WordDocument(
                                word.verdict().name(), word.by(), word.at().toString(), word.reason()),
                halt == null
                        ? null
                        : new HaltDocument(
                                halt.by(), halt.at().toString(), halt.why(), halt.flagVersion(), text(halt.eventId())),
                rollout.createdAt().toString(),
                rollout.updatedAt().toString());
    }

    Rollout toRollout(UUID id, long version) {
        return new Rollout(
                id,
                flag,
                basis,
                plan.toPlan(),
                reason,
                author,
                RolloutState.valueOf(state),
                approval == null
                        ? null
                        : new Agreement(approval.by(), Instant.parse(approval.at()), approval.comment()),
                taken.stream().map(TakenDocument::toTaken).toList(),
                time(since),
                before,
                seen.stream().map(SightingDocument::toSighting).toList(),
                word == null ? null : word.toWord(),
                halt == null ? null : halt.toHalt(),
                version,
                Instant.parse(createdAt),
                Instant.parse(updatedAt));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
