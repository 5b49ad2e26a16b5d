package io.centercontrol.provisioning.ledger.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.provisioning.ledger.ProvePropagation;
import io.centercontrol.provisioning.ledger.model.Instance;
import io.centercontrol.provisioning.ledger.model.LedgerTerms;
import io.centercontrol.provisioning.ledger.model.Propagation;
import io.centercontrol.provisioning.ledger.model.PropagationStatus;
import io.centercontrol.provisioning.ledger.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How far a change is, as clients see it.
 *
 * @param onTopic false as long as the event has not come to its topic; then most of the rest is missing
 * @param applied how many instances are past it, of those that count
 * @param of how many instances count
 * @param appliedAt when the last one was past it; null while one is not
 * @param effectiveAt from when on none served without it; null while one may
 * @param delaysMillis differences of the broker's append times
 * @param laggards who is not past it yet, whether on the way or refusing
 * @param failures who could not read it, or does not follow its topic
 * @param unproven who cannot be reached and takes no lease
 * @param instances all that count; left out in a list
 * @param aside who does not count: stopped in order, or declared gone
 * @param problems why the ledger does not know of all instances of a service
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PropagationView(
        UUID eventId,
        PropagationStatus status,
        boolean effective,
        boolean onTopic,
        @Nullable String topic,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable UUID tenantId,
        @Nullable Long version,
        @Nullable String type,
        @Nullable Instant occurredAt,
        @Nullable Instant appendedAt,
        int applied,
        int of,
        @Nullable Instant appliedAt,
        @Nullable Instant effectiveAt,
        @Nullable Delays delaysMillis,
        List<SeatView> laggards,
        List<SeatView> failures,
        List<SeatView> unproven,
        @Nullable List<SeatView> instances,
        List<AsideView> aside,
        List<ProblemView> problems) {

    /** Why more is not known of a service. */
    record ProblemView(String service, String code, String detail) {
        static ProblemView crowded(String service, int most) {
            return new ProblemView(
                    service,
                    "TOO_MANY_INSTANCES",
                    "%s has %d instances or more, and no further one is followed. Declare gone those that are, or raise"
                                    .formatted(service, most)
                            + " cc.ledger.most-instances.");
        }
    }

    /** Nearest-rank percentiles over the instances that were at work when the change was appended. */
    record Delays(long p50, long p99, long max) {
        static @Nullable Delays of(Propagation propagation) {
            var p50 = propagation.percentile(50);
            var p99 = propagation.percentile(99);
            var max = propagation.percentile(100);
            return p50 == null || p99 == null || max == null
                    ? null
                    : new Delays(p50.toMillis(), p99.toMillis(), max.toMillis());
        }
    }

    /**
     * One instance that counts.
     *
     * @param leaseOutAt from when on it refuses, or has refused; only for one that takes a lease and is not past the change
     * @param joinedAfter it was not at work when the change was appended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SeatView(
            String instanceId,
            String service,
            String verdict,
            @Nullable Long nextOffset,
            @Nullable Instant appliedAt,
            @Nullable Long delayMillis,
            @Nullable Instant leaseOutAt,
            Instant lastHeardAt,
            boolean joinedAfter) {
        static SeatView of(Propagation propagation, Propagation.Seat seat) {
            var verdict = seat.verdict();
            return new SeatView(
                    seat.instance().id(),
                    seat.instance().service(),
                    verdict.word(),
                    seat.nextOffset(),
                    verdict instanceof Verdict.Applied(var at) ? at : null,
                    seat.delay(propagation.event()).map(Duration::toMillis).orElse(null),
                    switch (verdict) {
                        case Verdict.LeaseOut(var at) -> at;
                        case Verdict.Waiting(var at) -> at;
                        case Verdict.Applied _, Verdict.Quarantined _, Verdict.NotFollowing _, Verdict.Unreachable _ ->
                            null;
                    },
                    seat.instance().lastHeardAt(),
                    seat.joinedAfter());
        }
    }

    /** One instance that does not count. */
    record AsideView(String instanceId, String service, String why, Instant since) {
        static AsideView of(Instance instance) {
            var gone = instance.gone();
            return gone == null
                    ? new AsideView(instance.id(), instance.service(), "STOPPED", instance.lastHeardAt())
                    : new AsideView(instance.id(), instance.service(), "GONE", gone.at());
        }
    }

    static PropagationView of(ProvePropagation.Answer answer) {
        return answer.found()
                .map(propagation -> of(propagation, answer.terms(), true))
                .orElseGet(() -> new PropagationView(
                        answer.eventId(),
                        PropagationStatus.PENDING,
                        false,
                        false,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0,
                        0,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    static PropagationView of(Propagation propagation, LedgerTerms terms, boolean whole) {
        var event = propagation.event();
        var tenant = event.tenant();
        var status = propagation.status();
        return new PropagationView(
                event.eventId(),
                status,
                status.effective(),
                true,
                event.topic(),
                event.partition(),
                event.offset(),
                tenant == null ? null : tenant.value(),
                event.version(),
                event.type(),
                event.occurredAt(),
                event.appendedAt(),
                propagation.applied(),
                propagation.counted().size(),
                propagation.appliedAt(),
                propagation.effectiveAt(terms),
                Delays.of(propagation),
                seats(propagation, v -> v instanceof Verdict.Waiting || v instanceof Verdict.LeaseOut),
                seats(propagation, v -> v instanceof Verdict.Quarantined || v instanceof Verdict.NotFollowing),
                seats(propagation, v -> v instanceof Verdict.Unreachable),
                whole ? seats(propagation, v -> true) : null,
                propagation.aside().stream().map(AsideView::of).toList(),
                propagation.crowded().stream()
                        .map(service -> ProblemView.crowded(service, terms.mostInstances()))
                        .toList());
    }

    private static List<SeatView> seats(Propagation propagation, Predicate<Verdict> which) {
        return propagation.counted().stream()
                .filter(seat -> which.test(seat.verdict()))
                .map(seat -> SeatView.of(propagation, seat))
                .toList();
    }
}
