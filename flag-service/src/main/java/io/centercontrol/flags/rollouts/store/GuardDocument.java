package io.centercontrol.flags.rollouts.store;

import io.centercontrol.flags.rollouts.model.Guard;
import io.centercontrol.flags.rollouts.model.Then;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A guard as the JSON that is kept of it.
 *
 * @param kind a measure, or WORD; which of the others there are depends on it
 */
record GuardDocument(
        String kind,
        String then,
        @Nullable String service,
        @Nullable Double atMost,
        @Nullable Double timesBefore,
        @Nullable Long minimumRequests,
        @Nullable String window,
        @Nullable String onNoData,
        @Nullable Boolean required) {
    private static final String WORD = "WORD";

    static GuardDocument of(Guard guard) {
        return switch (guard) {
            case Guard.OfService one ->
                new GuardDocument(
                        one.measure().name(),
                        one.then().name(),
                        one.service(),
                        one.atMost(),
                        one.timesBefore(),
                        one.minimumRequests(),
                        one.window().toString(),
                        one.onNoData().name(),
                        null);
            case Guard.OfWord one ->
                new GuardDocument(WORD, one.then().name(), one.service(), null, null, null, null, null, one.required());
        };
    }

    Guard toGuard() {
        return kind.equals(WORD)
                ? new Guard.OfWord(Objects.requireNonNull(required), service, Then.valueOf(then))
                : new Guard.OfService(
                        Guard.Measure.valueOf(kind),
                        Objects.requireNonNull(service),
                        atMost,
                        timesBefore,
                        Objects.requireNonNull(minimumRequests),
                        Duration.parse(Objects.requireNonNull(window)),
                        Guard.OnNoData.valueOf(Objects.requireNonNull(onNoData)),
                        Then.valueOf(then));
    }
}
