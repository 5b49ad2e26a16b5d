package io.centercontrol.audit.stream;

import io.centercontrol.audit.trail.http.EntryView;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is sent at once.
 *
 * @param id the same each time it is sent
 * @param entries in the order of the log; none in a test
 * @param at when the newest of them was recorded; of a test, now
 */
public record Shipment(UUID id, List<EntryView> entries, Instant at) {
    public Shipment {
        entries = List.copyOf(entries);
    }

    /** Entries up to an index. Which stream they are of and where they lie makes their id. */
    static Shipment of(SiemStream stream, long to, List<EntryView> entries) {
        var name = ByteBuffer.allocate(32 + Long.BYTES)
                .putLong(stream.id().getMostSignificantBits())
                .putLong(stream.id().getLeastSignificantBits())
                .putLong(entries.getFirst().index())
                .putLong(to)
                .putLong(entries.size());
        var id = UUID.nameUUIDFromBytes(name.array());
        return new Shipment(id, entries, entries.getLast().recordedAt());
    }

    /** Nothing but a sign of life. */
    static Shipment test(UUID id, Instant now) {
        return new Shipment(id, List.of(), now);
    }

    /** Whether it is a test. */
    public boolean isTest() {
        return entries.isEmpty();
    }
}
