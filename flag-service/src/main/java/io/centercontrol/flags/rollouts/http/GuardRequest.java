package io.centercontrol.flags.rollouts.http;

import io.centercontrol.flags.rollouts.model.Guard;
import io.centercontrol.flags.rollouts.model.Then;
import io.centercontrol.kernel.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A guard as it comes in JSON; which of its fields there are depends on its kind.
 *
 * @param then PAUSE unless said
 * @param service the tenant service that is watched, or that may give its word beside operators
 * @param atMost percent or milliseconds above which it is bad
 * @param timesBefore how many times as much as in the hour before the first step is bad
 * @param minimumRequests 100 unless said
 * @param window PT5M unless said
 * @param onNoData WAIT unless said
 * @param required false unless said
 */
@Schema(requiredProperties = "kind")
record GuardRequest(
        @Nullable GuardKind kind,
        @Nullable Then then,
        @Nullable String service,
        @Nullable Double atMost,
        @Nullable Double timesBefore,
        @Nullable Long minimumRequests,
        @Nullable String window,
        Guard.@Nullable OnNoData onNoData,
        @Nullable Boolean required) {
    private static final long USUAL_REQUESTS = 100;
    private static final Duration USUAL_WINDOW = Duration.ofMinutes(5);

    /** A field, and what was said there. */
    private record Said(String name, @Nullable Object value) {}

    /** Null, and noted, for one that cannot be. */
    @Nullable
    Guard toGuard(String at, List<Violation> found) {
        if (kind == null) {
            found.add(new Violation(at + "/kind", "REQUIRED", "Say what it watches."));
            return null;
        }
        var does = Objects.requireNonNullElse(then, Then.PAUSE);
        return switch (kind) {
            case WORD -> {
                foreign(
                        at,
                        found,
                        new Said("atMost", atMost),
                        new Said("timesBefore", timesBefore),
                        new Said("minimumRequests", minimumRequests),
                        new Said("window", window),
                        new Said("onNoData", onNoData));
                yield new Guard.OfWord(Boolean.TRUE.equals(required), service, does);
            }
            case ERROR_RATE, LATENCY_P50, LATENCY_P95, LATENCY_P99 -> {
                foreign(at, found, new Said("required", required));
                if (service == null) {
                    found.add(new Violation(at + "/service", "REQUIRED", "Say which tenant service is watched."));
                }
                var back = window == null ? USUAL_WINDOW : Durations.read(at + "/window", window, found);
                yield service == null || back == null
                        ? null
                        : new Guard.OfService(
                                Guard.Measure.valueOf(kind.name()),
                                service,
                                atMost,
                                timesBefore,
                                Objects.requireNonNullElse(minimumRequests, USUAL_REQUESTS),
                                back,
                                Objects.requireNonNullElse(onNoData, Guard.OnNoData.WAIT),
                                does);
            }
        };
    }

    private void foreign(String at, List<Violation> found, Said... fields) {
        for (var field : fields) {
            if (field.value() != null) {
                found.add(new Violation(
                        at + "/" + field.name(), "NOT_OF_THIS_KIND", "A guard of the kind " + kind + " has none."));
            }
        }
    }
}
