package io.centercontrol.usage.accept.kafka;

import io.centercontrol.events.usage.Usage;
import io.centercontrol.events.usage.UsageEvent;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.usage.accept.HearUsage;
import io.centercontrol.usage.accept.model.Event;
import io.centercontrol.usage.meters.model.Grade;
import java.time.Instant;

/**
 * What a record of usage says, within bounds. Its writer is somebody else's process: a record that no producer has to write is set
 * aside whole; what is wrong with one event alone is judged later.
 */
final class UsageReading {
    static final int MOST_EVENTS = 1_000;
    private static final int MOST_PROPERTIES = 20;

    /** Whose events need no numbers. Its producers are keys that were issued here; others could make up any number of them. */
    private static final String UNNUMBERED = "metrics-ingest";

    private static final int LONGEST = 200;

    private UsageReading() {}

    /** @throws UnreadableException when it says what no producer has to say */
    static HearUsage.Told read(Usage usage, Instant appendedAt) {
        text(usage.getProducer(), "a producer's id");
        require(!usage.getProducer().isEmpty(), "a producer without an id");
        require(usage.getEpoch() >= 1, "the epoch " + usage.getEpoch());
        var events = usage.getEvents();
        require(
                !events.isEmpty() && events.size() <= MOST_EVENTS,
                "%d events; 1 to %d".formatted(events.size(), MOST_EVENTS));
        var service = usage.getSender().getService();
        require(
                (usage.getFirst() >= 1 && usage.getFirst() <= Long.MAX_VALUE - MOST_EVENTS)
                        || (usage.getFirst() == 0 && service.equals(UNNUMBERED)),
                "numbers from " + usage.getFirst());
        return new HearUsage.Told(
                service,
                usage.getProducer(),
                usage.getEpoch(),
                usage.getRun(),
                usage.getFirst(),
                events.stream().map(UsageReading::event).toList(),
                appendedAt);
    }

    private static Event event(UsageEvent event) {
        var id = event.getId();
        if (id != null) {
            text(id, "an event's id");
        }
        text(event.getMeter(), "a meter's key");
        var properties = event.getProperties();
        require(properties.size() <= MOST_PROPERTIES, "%d properties".formatted(properties.size()));
        properties.forEach((name, value) -> {
            text(name, "a property's name");
            text(value, "a property");
        });
        return new Event(
                id == null || id.isEmpty() ? null : id,
                event.getMeter(),
                new TenantId(event.getTenantId()),
                event.getAmount(),
                // Beyond these years nothing counts, and PostgreSQL need not know of them.
                event.getHappenedAt(),
                properties,
                switch (event.getGrade()) {
                    case BILLING -> Grade.BILLING;
                    case TELEMETRY -> Grade.TELEMETRY;
                    case UNKNOWN -> throw new UnreadableException("a grade that is none", null);
                });
    }

    private static void text(String text, String what) {
        require(
                text.length() <= LONGEST && text.indexOf('\0') < 0,
                what + " of %d characters".formatted(text.length()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UnreadableException(otherwise, null);
        }
    }
}
