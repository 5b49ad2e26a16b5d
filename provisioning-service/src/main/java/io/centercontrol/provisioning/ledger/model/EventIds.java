package io.centercontrol.provisioning.ledger.model;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What the id of an event tells before the event itself is known: a UUIDv7 (RFC 9562) carries its time. */
public final class EventIds {
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    private EventIds() {}

    /** Whether an event of this id may be on its way, or may at least still be kept. */
    public static boolean plausible(UUID eventId, Duration kept, Instant now) {
        if (eventId.version() != 7 || eventId.variant() != 2) {
            return false;
        }
        var made = Instant.ofEpochMilli(eventId.getMostSignificantBits() >>> 16);
        return made.isAfter(now.minus(kept)) && made.isBefore(now.plus(CLOCK_DIFFERENCE));
    }
}
