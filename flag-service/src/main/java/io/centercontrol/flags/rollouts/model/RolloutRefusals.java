package io.centercontrol.flags.rollouts.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Why a rollout is not found, not started or not changed. */
public final class RolloutRefusals {
    private RolloutRefusals() {}

    /** There is none of this id. */
    public static RefusedException notFound(UUID id) {
        return new Refusal.NotFound("ROLLOUT_NOT_FOUND", "There is no rollout " + id + ".").asException();
    }

    /** A flag has one at a time. */
    public static RefusedException another(String flag, UUID id) {
        return new Refusal.Conflict(
                        "ROLLOUT_RUNS",
                        "Another rollout of the flag " + flag + " has not ended. Take it back, or let it end, first.",
                        Map.of("rollout", id.toString()))
                .asException();
    }

    /** Nobody would see it. */
    public static RefusedException disabled(String flag) {
        return new Refusal.Conflict(
                        "FLAG_DISABLED",
                        "The flag " + flag + " is disabled: its callers take their own default. Enable it first.",
                        Map.of("flag", flag))
                .asException();
    }

    /** A kill switch holds the flag off. */
    public static RefusedException killed(String flag, List<String> switches) {
        return new Refusal.Conflict(
                        "KILL_SWITCH_STANDS",
                        "A kill switch stands on the flag " + flag + ". Nothing is rolled out until it is lifted.",
                        Map.of("killSwitches", switches))
                .asException();
    }

    /** What the flag refuses of a share, by its place in the plan; what is wrong with the flag is no matter of the plan. */
    static RefusedException inPlan(RefusedException refused) {
        if (!(refused.refusal() instanceof Refusal.Invalid invalid)) {
            return refused;
        }
        var first = invalid.violations().getFirst();
        return first.pointer().equals("/rollout/variant")
                ? Refusal.Invalid.of("/variant", first.code(), first.message()).asException()
                : new Refusal.Conflict(first.code(), first.message(), Map.of()).asException();
    }

    static RefusedException ownApproval(UUID id) {
        return new Refusal.Conflict(
                        "OWN_APPROVAL",
                        "Nobody approves what they started. Ask somebody else.",
                        Map.of("id", id.toString()))
                .asException();
    }

    static RefusedException needsApproval(Rollout rollout) {
        return new Refusal.Conflict(
                        "NEEDS_APPROVAL",
                        "The flag " + rollout.flag()
                                + " is sensitive, and its definition is not the one that the rollout was approved for. Take"
                                + " it back and start another one; in an emergency say breakGlass.",
                        Map.of("id", rollout.id().toString()))
                .asException();
    }

    static RefusedException noWordAsked(UUID id) {
        return new Refusal.Conflict(
                        "NO_WORD_ASKED",
                        "The rollout has no guard of the kind WORD, so that nobody's word counts. Pause it or take it back.",
                        Map.of("id", id.toString()))
                .asException();
    }

    static RefusedException wrongState(Rollout rollout, String wanted) {
        var halt = rollout.halt();
        var message = new StringBuilder("The rollout is ").append(rollout.state());
        if (halt != null) {
            message.append(", by ")
                    .append(halt.by().id())
                    .append(" at ")
                    .append(halt.at())
                    .append(": ")
                    .append(halt.why());
        }
        if (message.charAt(message.length() - 1) != '.') {
            message.append('.');
        }
        var live = rollout.state().isLive();
        return new Refusal.Conflict(
                        live ? "ROLLOUT_STATE" : "ROLLOUT_ENDED",
                        message + (live ? " It must be " + wanted + "." : " Start another one."),
                        Map.of("state", rollout.state().name()))
                .asException();
    }
}
