package io.centercontrol.flags.rollouts.http;

import io.centercontrol.evaluation.Share;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.flags.rollouts.StartRollout;
import io.centercontrol.flags.rollouts.model.Guard;
import io.centercontrol.flags.rollouts.model.Plan;
import io.centercontrol.flags.rollouts.model.Step;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.security.Caller;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rollout as it comes in JSON.
 *
 * @param by TENANT unless said
 * @param startAt left away for at once
 */
@Schema(requiredProperties = {"variant", "steps", "reason"})
record StartRolloutRequest(
        @Nullable String variant,
        Share.@Nullable By by,
        @Nullable List<@Nullable StepRequest> steps,
        @Nullable List<@Nullable GuardRequest> guards,
        @Nullable String startAt,
        @Nullable Boolean breakGlass,
        @Nullable String reason) {
    StartRollout.Command toCommand(String key, @Nullable KnownVersions expectedVersion, Caller caller) {
        var why = Reasons.required(reason);
        var start = Parameters.instant("startAt", startAt);
        var found = new ArrayList<Violation>();
        if (variant == null) {
            found.add(new Violation("/variant", "REQUIRED", "Say which variant is rolled out."));
        }
        var planned = planned(found);
        var watching = watching(found);
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
        var plan = new Plan(
                Objects.requireNonNull(variant, "noted"),
                Objects.requireNonNullElse(by, Share.By.TENANT),
                planned,
                watching,
                // As exact as it is kept.
                start == null ? null : start.truncatedTo(ChronoUnit.MICROS));
        return new StartRollout.Command(
                key,
                plan,
                why,
                Permit.asked(Boolean.TRUE.equals(breakGlass), why),
                expectedVersion,
                caller.because(why));
    }

    private List<Step> planned(List<Violation> found) {
        var planned = new ArrayList<Step>();
        if (steps == null) {
            found.add(new Violation("/steps", "REQUIRED", "Say how many get it, step by step, and when."));
            return planned;
        }
        for (var at = 0; at < steps.size(); at++) {
            var given = steps.get(at);
            var step = given == null ? nothing("/steps/" + at, found) : given.toStep("/steps/" + at, found);
            if (step instanceof Step one) {
                planned.add(one);
            }
        }
        return planned;
    }

    private List<Guard> watching(List<Violation> found) {
        var watching = new ArrayList<Guard>();
        var given = Objects.requireNonNullElse(guards, List.<@Nullable GuardRequest>of());
        for (var at = 0; at < given.size(); at++) {
            var one = given.get(at);
            var guard = one == null ? nothing("/guards/" + at, found) : one.toGuard("/guards/" + at, found);
            if (guard instanceof Guard watch) {
                watching.add(watch);
            }
        }
        return watching;
    }

    private static @Nullable Object nothing(String at, List<Violation> found) {
        found.add(new Violation(at, "WRONG_TYPE", "Must be an object, and null is none."));
        return null;
    }
}
