package io.centercontrol.usage.accept.store;

import io.centercontrol.usage.accept.model.Event;
import io.centercontrol.usage.accept.model.Numbers;
import io.centercontrol.usage.accept.model.Producer;
import io.centercontrol.usage.accept.model.Reason;
import io.centercontrol.usage.accept.model.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows as they go to and fro as JSON. */
final class UsageRows {
    private UsageRows() {}

    /** What names one epoch of a producer. */
    record EpochKey(String service, String producer, long epoch) implements Comparable<EpochKey> {
        @Override
        public int compareTo(EpochKey other) {
            return java.util.Comparator.comparing(EpochKey::service)
                    .thenComparing(EpochKey::producer)
                    .thenComparingLong(EpochKey::epoch)
                    .compare(this, other);
        }
    }

    /** One that is heard of, and under which run. */
    record Met(String service, String producer, long epoch, UUID run) {}

    /** Numbers in a row. */
    record Range(long low, long high) {
        static Range of(Span span) {
            return new Range(span.first(), span.end());
        }
    }

    /** A row of {@code usage_producer}. */
    record ProducerRow(
            String service,
            String producer,
            long epoch,
            UUID run,
            List<Range> spans,
            long givenUp,
            @Nullable UUID fenced) {
        EpochKey key() {
            return new EpochKey(service, producer, epoch);
        }

        Producer toProducer() {
            var heard = spans.stream()
                    .map(range -> new Span(range.low(), range.high()))
                    .toList();
            return new Producer(run, new Numbers(heard, givenUp), fenced);
        }
    }

    /** What is kept of a producer that was heard. */
    record KeptRow(
            String service,
            String producer,
            long epoch,
            List<Range> spans,
            long givenUp,
            @Nullable UUID fenced,
            boolean turnedAway) {}

    /** An event by its own id. */
    record SeenRow(
            int place, LocalDate day, String service, String id, String meter, UUID tenantId, boolean numbered) {}

    /** What names figures of a minute, an hour or a day. */
    record MinuteKey(Instant minute, String meter, UUID tenantId, String currency, Map<String, String> groups) {}

    /** On a day something of a tenant happened. */
    record ActiveRow(LocalDate day, UUID tenantId, Instant latestAt) {}

    /** Figures of a minute, or of the hour or day that begins with it. */
    record MinuteRow(
            Instant minute,
            String meter,
            UUID tenantId,
            String currency,
            Map<String, String> groups,
            long events,
            BigDecimal total,
            long highest,
            long latest,
            Instant latestAt) {
        static MinuteRow of(MinuteKey key, Event event) {
            return new MinuteRow(
                    key.minute(),
                    key.meter(),
                    key.tenantId(),
                    key.currency(),
                    key.groups(),
                    1,
                    BigDecimal.valueOf(event.amount()),
                    event.amount(),
                    event.amount(),
                    event.happenedAt());
        }

        /** The same for the hour or day that begins at a moment. */
        MinuteRow at(Instant beginning) {
            return new MinuteRow(
                    beginning, meter, tenantId, currency, groups, events, total, highest, latest, latestAt);
        }

        MinuteKey key() {
            return new MinuteKey(minute, meter, tenantId, currency, groups);
        }

        MinuteRow plus(MinuteRow other) {
            var isLater = !other.latestAt.isBefore(latestAt);
            return new MinuteRow(
                    minute,
                    meter,
                    tenantId,
                    currency,
                    groups,
                    events + other.events,
                    total.add(other.total),
                    Math.max(highest, other.highest),
                    isLater ? other.latest : latest,
                    isLater ? other.latestAt : latestAt);
        }
    }

    /** Somebody was seen. */
    record SubjectRow(LocalDate day, String meter, UUID tenantId, Map<String, String> groups, String subject) {}

    /** What does not count, and why. */
    record RejectedRow(
            Instant heardAt,
            String service,
            String producer,
            long epoch,
            UUID run,
            long number,
            Reason reason,
            UUID tenantId,
            EventRow event) {
        RejectedKey key() {
            return new RejectedKey(service, producer, epoch, run, number);
        }
    }

    /** What names one of those. */
    record RejectedKey(String service, String producer, long epoch, UUID run, long number) {}

    /** An event as it came. */
    record EventRow(
            @Nullable String id,
            String meter,
            UUID tenantId,
            long amount,
            Instant happenedAt,
            Map<String, String> properties,
            String grade) {
        static EventRow of(Event event) {
            return new EventRow(
                    event.id(),
                    event.meter(),
                    event.tenant().value(),
                    event.amount(),
                    event.happenedAt(),
                    event.properties(),
                    event.grade().name());
        }
    }

    /** What became of a producer's events of a day. */
    record AccountRow(String service, String producer, LocalDate day, long accepted, long duplicate, long rejected) {}
}
