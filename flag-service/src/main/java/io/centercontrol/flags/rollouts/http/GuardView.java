package io.centercontrol.flags.rollouts.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.flags.rollouts.model.Guard;
import io.centercontrol.flags.rollouts.model.Sighting;
import io.centercontrol.flags.rollouts.model.Then;
import org.jspecify.annotations.Nullable;

/**
 * A guard as clients see it; which of its fields there are depends on its kind.
 *
 * @param service the tenant service that is watched, or that may give its word beside operators
 * @param atMost percent or milliseconds above which it is bad
 * @param timesBefore how many times as much as before is bad
 * @param before what it was in the hour before the first step; missing where that is not known or not asked
 * @param seen of one rollout that runs: what it sees at this moment; else what it saw when something was decided last
 */
record GuardView(
        GuardKind kind,
        Then then,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String service,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double atMost,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double timesBefore,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double before,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long minimumRequests,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String window,
        @JsonInclude(JsonInclude.Include.NON_NULL) Guard.@Nullable OnNoData onNoData,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean required,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Sighting seen) {
    static GuardView of(Guard guard, @Nullable Double before, @Nullable Sighting seen) {
        return switch (guard) {
            case Guard.OfService one ->
                new GuardView(
                        GuardKind.valueOf(one.measure().name()),
                        one.then(),
                        one.service(),
                        one.atMost(),
                        one.timesBefore(),
                        before,
                        one.minimumRequests(),
                        one.window().toString(),
                        one.onNoData(),
                        null,
                        seen);
            case Guard.OfWord one ->
                new GuardView(
                        GuardKind.WORD,
                        one.then(),
                        one.service(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        one.required(),
                        seen);
        };
    }
}
