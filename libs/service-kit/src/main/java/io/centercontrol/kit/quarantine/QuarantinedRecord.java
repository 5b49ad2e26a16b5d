package io.centercontrol.kit.quarantine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record in the quarantine, as it is listed.
 *
 * @param key null for a record without one
 * @param size of the value in bytes; null for a tombstone
 * @param reason why the newest attempt failed
 */
record QuarantinedRecord(
        long id,
        RecordState state,
        String channel,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        @Nullable Integer size,
        String reason,
        int attempts,
        Instant setAsideAt,
        Instant lastAttemptAt) {

    /**
     * The whole of it.
     *
     * @param timestamp as the broker gave it, in milliseconds; null where it was not kept
     * @param value in Base64; null for a tombstone
     * @param headers pairs of name and value, in their order
     */
    record Whole(
            QuarantinedRecord summary,
            @Nullable Long timestamp,
            @Nullable String value,
            List<List<String>> headers,
            List<Action> actions) {
        Whole {
            headers = List.copyOf(headers);
            actions = List.copyOf(actions);
        }
    }

    /** What someone did with it. */
    record Action(
            String action,
            String outcome,
            String reason,
            @Nullable String failure,
            String actorId,
            @Nullable String actorName,
            Instant at) {}
}
