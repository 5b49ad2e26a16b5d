package io.centercontrol.flags.use.kafka;

import io.centercontrol.events.dataplane.CallMinute;
import io.centercontrol.events.dataplane.FlagUse;
import io.centercontrol.events.dataplane.Measures;
import io.centercontrol.flags.use.HearMeasures;
import io.centercontrol.flags.use.ServiceMinute;
import io.centercontrol.flags.use.model.Asked;
import io.centercontrol.flags.use.model.Calls;
import io.centercontrol.flags.use.model.Outcome;
import io.centercontrol.kernel.FlagKey;
import io.centercontrol.kernel.Latency;
import io.centercontrol.kit.avro.UnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/**
 * What a record of measures says, within bounds. Its writer is somebody else's process: one that lies is set aside by its
 * service's name, and what it says otherwise is said of that service alone. What is to come by the broker's clock is taken as
 * now.
 */
final class MeasuresReading {
    private static final int MOST_FLAGS = 2_000;
    private static final int MOST_MINUTES = 60;
    private static final int LONGEST_NAME = 100;

    /** A count that no instance reaches in a lifetime; so many can be added up. */
    private static final long MOST = 1_000_000_000_000L;

    /** What is told later is of no use: of questions it counts as of then, and of calls not at all. */
    private static final Duration OLDEST = Duration.ofDays(7);

    /** An instance whose clock is ahead by more would hide its own next run. */
    private static final Duration SKEW = Duration.ofDays(1);

    private MeasuresReading() {}

    /** @throws UnreadableException when it says what no instance has to say */
    static HearMeasures.Command read(Measures measures, Instant appendedAt) {
        var sender = measures.getSender();
        var instance = sender.getInstanceId();
        require(
                !instance.isEmpty() && instance.length() <= LONGEST_NAME && instance.indexOf('\0') < 0,
                "an instance id of %d characters".formatted(instance.length()));
        require(measures.getNumber() > 0, "a record with the number " + measures.getNumber());
        require(sender.getStartedAt().isBefore(appendedAt.plus(SKEW)), "a run that begins " + sender.getStartedAt());
        var to = earlier(later(measures.getTo(), appendedAt.minus(OLDEST)), appendedAt);
        var from = earlier(later(measures.getFrom(), appendedAt.minus(OLDEST)), to);
        require(measures.getFlagsDropped() >= 0 && measures.getFlagsDropped() <= MOST, "flags were dropped so often");
        return new HearMeasures.Command(
                sender.getService(),
                instance,
                sender.getStartedAt(),
                measures.getNumber(),
                from,
                to,
                asked(measures.getFlagUse()),
                measures.getFlagsDropped(),
                minutes(measures.getCalls(), appendedAt));
    }

    private static List<Asked> asked(List<FlagUse> uses) {
        require(uses.size() <= MOST_FLAGS, "%d flags; at most %d".formatted(uses.size(), MOST_FLAGS));
        var sums = new LinkedHashMap<Asked, Long>();
        for (var use : uses) {
            require(
                    FlagKey.isOne(use.getFlag()),
                    "a flag's key of %d characters that is none"
                            .formatted(use.getFlag().length()));
            var variant = use.getVariant();
            var outcome = outcome(use);
            require(
                    variant.length() <= LONGEST_NAME
                            && variant.indexOf('\0') < 0
                            && variant.isEmpty() == (outcome != Outcome.VARIANT),
                    "a variant of %d characters with %s".formatted(variant.length(), outcome));
            require(use.getCount() > 0 && use.getCount() <= MOST, "a flag was asked for so often: " + use.getCount());
            sums.merge(new Asked(use.getFlag(), outcome, variant, 0), use.getCount(), Long::sum);
        }
        return sums.entrySet().stream()
                .map(sum -> new Asked(
                        sum.getKey().flag(),
                        sum.getKey().outcome(),
                        sum.getKey().variant(),
                        sum.getValue()))
                .toList();
    }

    private static Outcome outcome(FlagUse use) {
        return switch (use.getOutcome()) {
            case VARIANT -> Outcome.VARIANT;
            case NO_VALUE -> Outcome.NO_VALUE;
            case NO_FLAG -> Outcome.NO_FLAG;
            case NOT_READY -> Outcome.NOT_READY;
            case FAILED -> Outcome.FAILED;
            case UNKNOWN -> throw new UnreadableException("an outcome that is none", null);
        };
    }

    private static List<ServiceMinute> minutes(List<CallMinute> calls, Instant appendedAt) {
        require(calls.size() <= MOST_MINUTES, "%d minutes; at most %d".formatted(calls.size(), MOST_MINUTES));
        var minutes = new TreeMap<Instant, Calls>();
        for (var one : calls) {
            var latency = one.getLatency();
            require(
                    latency.size() == Latency.CELLS
                            && latency.stream().allMatch(count -> count >= 0 && count <= MOST)
                            && one.getRequests() >= 0
                            && one.getErrors() >= 0
                            && one.getErrors() <= one.getRequests()
                            && latency.stream().mapToLong(Long::longValue).sum() == one.getRequests(),
                    "a minute of %d requests and %d errors that does not add up"
                            .formatted(one.getRequests(), one.getErrors()));
            if (!one.getMinute().isBefore(appendedAt.minus(OLDEST))) {
                minutes.merge(
                        earlier(one.getMinute(), appendedAt).truncatedTo(ChronoUnit.MINUTES),
                        new Calls(one.getRequests(), one.getErrors(), latency),
                        Calls::plus);
            }
        }
        return minutes.entrySet().stream()
                .map(minute -> new ServiceMinute(minute.getKey(), minute.getValue()))
                .toList();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UnreadableException(otherwise, null);
        }
    }
}
