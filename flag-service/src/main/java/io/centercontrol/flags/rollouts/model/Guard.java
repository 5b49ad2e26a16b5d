package io.centercontrol.flags.rollouts.model;

import io.centercontrol.flags.use.model.Calls;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What keeps a rollout from going on, and stops it by itself. */
public sealed interface Guard {
    /** What it does when what it watches is bad. */
    Then then();

    /** What of a tenant service is watched. */
    enum Measure {
        /** How many percent of its calls it failed. */
        ERROR_RATE,
        /** How many milliseconds half of its calls took at most. */
        LATENCY_P50,
        /** How many milliseconds 95 of 100 took at most. */
        LATENCY_P95,
        /** How many milliseconds 99 of 100 took at most. */
        LATENCY_P99;

        /** Of these calls, in percent or milliseconds. */
        public double of(Calls calls) {
            return switch (this) {
                case ERROR_RATE -> calls.errorRate() * 100;
                case LATENCY_P50 -> calls.latencyMillis(0.5);
                case LATENCY_P95 -> calls.latencyMillis(0.95);
                case LATENCY_P99 -> calls.latencyMillis(0.99);
            };
        }
    }

    /** What too few calls mean. */
    enum OnNoData {
        /** The rollout waits until there are enough. */
        WAIT,
        /** The rollout goes on. */
        GO
    }

    /**
     * A tenant service's own count of its calls.
     *
     * @param service the tenant service's key
     * @param atMost percent or milliseconds above which it is bad; null when it is only compared with before
     * @param timesBefore how many times as much as in the hour before the first step is bad; null when it is not compared
     * @param minimumRequests below so many calls nothing is known
     * @param window how far it looks back, and not beyond the step
     */
    record OfService(
            Measure measure,
            String service,
            @Nullable Double atMost,
            @Nullable Double timesBefore,
            long minimumRequests,
            Duration window,
            OnNoData onNoData,
            Then then)
            implements Guard {
        /** What the calls say, {@code before} being what they were before the rollout. */
        public Sighting judge(Calls calls, Baseline before, Instant now) {
            var limit = limit(before.value());
            if (calls.requests() < minimumRequests || limit == null) {
                return new Sighting(Verdict.NO_DATA, now, calls.requests(), null, limit);
            }
            var value = measure.of(calls);
            return new Sighting(value > limit ? Verdict.BAD : Verdict.GOOD, now, calls.requests(), value, limit);
        }

        /** What it is by calls of before; unknown when there were too few of them. */
        public Baseline before(Calls calls) {
            return new Baseline(timesBefore == null || calls.requests() < minimumRequests ? null : measure.of(calls));
        }

        private @Nullable Double limit(@Nullable Double before) {
            var relative = timesBefore == null || before == null ? null : Double.valueOf(timesBefore * before);
            return atMost == null ? relative : relative == null ? atMost : Double.valueOf(Math.min(atMost, relative));
        }
    }

    /**
     * Somebody's word, a program's as a rule: a bad one stops the rollout at once.
     *
     * @param required whether each next step waits for a good one, said since the last
     * @param service the tenant service that may say it beside operators; null for none
     */
    record OfWord(boolean required, @Nullable String service, Then then) implements Guard {
        /** What was said since the step began; null for nothing. */
        public Sighting judge(@Nullable Word word, Instant since) {
            return new Sighting(
                    word == null ? Verdict.NO_DATA : word.verdict() == WordVerdict.BAD ? Verdict.BAD : Verdict.GOOD,
                    word == null ? since : word.at(),
                    0,
                    null,
                    null);
        }
    }

    /** Whether the rollout may go on with this. */
    default boolean lets(Sighting seen) {
        return switch (seen.verdict()) {
            case GOOD -> true;
            case BAD -> false;
            case NO_DATA ->
                switch (this) {
                    case OfService one -> one.onNoData() == OnNoData.GO;
                    case OfWord one -> !one.required();
                };
        };
    }
}
