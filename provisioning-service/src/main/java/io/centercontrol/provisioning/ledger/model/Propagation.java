package io.centercontrol.provisioning.ledger.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows about one event, at the moment at which it was asked.
 *
 * <p>Counted is every instance that can serve now: one that stopped in order or that an operator declared gone is listed
 * apart, and counts again from the first position on that it writes when it comes back. An instance that was not at work
 * when the event was appended counts too, but has no delay.
 *
 * @param counted in the order of their ids
 * @param aside instances that do not count
 * @param crowded services that have as many instances as are followed, so that nobody knows of the others
 */
public record Propagation(LedgerEvent event, List<Seat> counted, List<Instance> aside, List<String> crowded) {
    /**
     * One instance that counts.
     *
     * @param joinedAfter it was not at work when the event was appended
     */
    public record Seat(Instance instance, @Nullable Long nextOffset, Verdict verdict, boolean joinedAfter) {
        /** How long the change took to this instance; empty when it is not past it or was not at work. */
        public Optional<Duration> delay(LedgerEvent event) {
            return verdict instanceof Verdict.Applied(var at) && at != null && !joinedAfter
                    ? Optional.of(atLeastZero(Duration.between(event.appendedAt(), at)))
                    : Optional.empty();
        }

        // Two brokers' clocks may differ by more than the change took.
        private static Duration atLeastZero(Duration duration) {
            return duration.isNegative() ? Duration.ZERO : duration;
        }
    }

    public Propagation {
        counted = List.copyOf(counted);
        aside = List.copyOf(aside);
        crowded = List.copyOf(crowded);
    }

    /** Judges one event by all standings towards it. */
    public static Propagation judge(LedgerEvent event, List<Standing> standings, LedgerTerms terms, Instant now) {
        var ordered = standings.stream()
                .sorted(Comparator.comparing((Standing s) -> s.instance().id()))
                .toList();
        return new Propagation(
                event,
                ordered.stream()
                        .filter(s -> s.instance().participates())
                        .map(s -> new Seat(
                                s.instance(),
                                s.nextOffset(),
                                verdict(event, s, terms, now),
                                s.instance().joinedAfter(event.appendedAt())))
                        .toList(),
                ordered.stream()
                        .map(Standing::instance)
                        .filter(instance -> !instance.participates())
                        .toList(),
                crowded(standings, terms.mostInstances()));
    }

    private static List<String> crowded(List<Standing> standings, int most) {
        return standings.stream()
                .map(Standing::instance)
                .filter(Instance::participates)
                .collect(Collectors.groupingBy(Instance::service, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(service -> service.getValue() >= most)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Verdict verdict(LedgerEvent event, Standing standing, LedgerTerms terms, Instant now) {
        if (standing.quarantined()) {
            return new Verdict.Quarantined();
        }
        var nextOffset = standing.nextOffset();
        if (nextOffset != null && nextOffset > event.offset()) {
            return new Verdict.Applied(standing.passedAt());
        }
        var instance = standing.instance();
        if (instance.leavesOut(event.topic(), terms.patience())) {
            return new Verdict.NotFollowing();
        }
        var lease = instance.lease();
        if (lease != null && terms.leasedTopics().contains(event.topic())) {
            var out = terms.leaseOutAt(event, lease);
            return out.isAfter(now) ? new Verdict.Waiting(out) : new Verdict.LeaseOut(out);
        }
        return instance.silent(now, terms.patience())
                ? new Verdict.Unreachable(instance.lastHeardAt())
                : new Verdict.Waiting(null);
    }

    /** All instances in one word. Without any instance there is nobody who does not obey. */
    public PropagationStatus status() {
        if (has(Verdict.Quarantined.class) || has(Verdict.NotFollowing.class)) {
            return PropagationStatus.FAILED;
        }
        if (has(Verdict.Waiting.class)) {
            return PropagationStatus.PENDING;
        }
        if (has(Verdict.Unreachable.class) || !crowded.isEmpty()) {
            return PropagationStatus.UNPROVEN;
        }
        return has(Verdict.LeaseOut.class) ? PropagationStatus.EFFECTIVE : PropagationStatus.APPLIED;
    }

    /** How many instances are past the event. */
    public int applied() {
        return (int) counted.stream()
                .filter(seat -> seat.verdict() instanceof Verdict.Applied)
                .count();
    }

    /** When the last instance was past it, by the broker's clock; null while one is not. */
    public @Nullable Instant appliedAt() {
        return status() == PropagationStatus.APPLIED ? latest(Propagation::passedAt) : null;
    }

    /** From when on no instance served without the change; null while one may. */
    public @Nullable Instant effectiveAt(LedgerTerms terms) {
        return status().effective() ? latest(seat -> firmAt(seat, terms)) : null;
    }

    /** Delays of the instances that are past it, shortest first. */
    public List<Duration> delays() {
        return counted.stream()
                .flatMap(seat -> seat.delay(event).stream())
                .sorted()
                .toList();
    }

    /** The delay that at least so many of a hundred instances kept below or at (nearest rank); null without any. */
    public @Nullable Duration percentile(int percent) {
        var delays = delays();
        return delays.isEmpty() ? null : delays.get(Math.max(0, (int) Math.ceil(percent / 100.0 * delays.size()) - 1));
    }

    private static @Nullable Instant passedAt(Seat seat) {
        return seat.verdict() instanceof Verdict.Applied(var at) ? at : null;
    }

    private @Nullable Instant firmAt(Seat seat, LedgerTerms terms) {
        return switch (seat.verdict()) {
            case Verdict.Applied(var at) -> {
                var lease = seat.instance().lease();
                if (at == null || lease == null || !terms.leasedTopics().contains(event.topic())) {
                    yield at;
                }
                // One that came past the change after its lease had run out had stopped serving by then.
                var out = terms.leaseOutAt(event, lease);
                yield at.isBefore(out) ? at : out;
            }
            case Verdict.LeaseOut(var at) -> at;
            case Verdict.Quarantined _, Verdict.NotFollowing _, Verdict.Unreachable _, Verdict.Waiting _ -> null;
        };
    }

    private Instant latest(Function<Seat, @Nullable Instant> time) {
        return counted.stream()
                .filter(seat -> !seat.joinedAfter())
                .map(time)
                .filter(Objects::nonNull)
                .filter(event.appendedAt()::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(event.appendedAt());
    }

    private boolean has(Class<? extends Verdict> kind) {
        return counted.stream().anyMatch(seat -> kind.isInstance(seat.verdict()));
    }
}
