package io.centercontrol.audit.stream;

import io.centercontrol.audit.stream.model.StreamFormat;
import io.centercontrol.audit.stream.model.StreamKind;
import io.centercontrol.audit.stream.model.Terms;
import io.centercontrol.audit.trail.EntryFilter;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stream as it is kept.
 *
 * @param query the filter as it was given, by name
 * @param filter the filter as it is understood
 * @param paused nothing is sent, and nothing is lost: its cursor stands
 * @param acknowledged the cursor: the index up to which nothing is sent again, -1 before the first
 * @param sendingTo the index at which a batch ends that was begun and not acknowledged: it is sent again as it was; null when none was
 * @param sent how many entries were taken, those that were sent again with them
 * @param failures in a row
 * @param problem what was wrong last; null while all is well
 * @param retryAt when it is tried again; null when it is not resting
 * @param lease who sends; null when nobody does
 */
public record SiemStream(
        UUID id,
        String name,
        StreamKind kind,
        @Nullable String url,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String certificates,
        StreamFormat format,
        Map<String, String> query,
        EntryFilter filter,
        boolean paused,
        long acknowledged,
        @Nullable Long sendingTo,
        long sent,
        int failures,
        @Nullable Instant failingSince,
        @Nullable String problem,
        @Nullable Instant sentAt,
        @Nullable Instant retryAt,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable UUID lease,
        @Nullable Instant leasedUntil) {
    public SiemStream {
        query = Map.copyOf(query);
    }

    /** A new one that begins behind an index. */
    static SiemStream create(
            UUID id, Terms terms, Map<String, String> query, EntryFilter filter, long after, String by, Instant now) {
        return new SiemStream(
                id,
                terms.name(),
                terms.kind(),
                terms.url(),
                terms.host(),
                terms.port(),
                terms.certificates(),
                terms.format(),
                query,
                filter,
                false,
                after,
                null,
                0,
                0,
                null,
                null,
                null,
                null,
                by,
                now,
                now,
                1,
                null,
                null);
    }

    /** Revised: it goes on where it is, and at once. */
    SiemStream revised(Terms terms, Map<String, String> asked, EntryFilter understood, Instant now) {
        return new SiemStream(
                id,
                terms.name(),
                terms.kind(),
                terms.url(),
                terms.host(),
                terms.port(),
                terms.certificates(),
                terms.format(),
                asked,
                understood,
                paused,
                acknowledged,
                null,
                sent,
                0,
                null,
                null,
                sentAt,
                null,
                createdBy,
                createdAt,
                now,
                version + 1,
                null,
                null);
    }

    /** Paused, or not any more. */
    SiemStream turned(boolean toPause, Instant now) {
        return standing(toPause, acknowledged, toPause ? sendingTo : null, now);
    }

    /** From an index on everything is sent, also what was. */
    SiemStream setTo(long after, Instant now) {
        return standing(paused, after, null, now);
    }

    /** The same, further on. */
    SiemStream at(long cursor) {
        return new SiemStream(
                id,
                name,
                kind,
                url,
                host,
                port,
                certificates,
                format,
                query,
                filter,
                paused,
                cursor,
                null,
                sent,
                0,
                null,
                null,
                sentAt,
                null,
                createdBy,
                createdAt,
                updatedAt,
                version,
                lease,
                leasedUntil);
    }

    /** With another version, since something else of it was changed. */
    SiemStream touched(Instant now) {
        return new SiemStream(
                id,
                name,
                kind,
                url,
                host,
                port,
                certificates,
                format,
                query,
                filter,
                paused,
                acknowledged,
                sendingTo,
                sent,
                failures,
                failingSince,
                problem,
                sentAt,
                null,
                createdBy,
                createdAt,
                now,
                version + 1,
                lease,
                leasedUntil);
    }

    private SiemStream standing(boolean isPaused, long cursor, @Nullable Long batch, Instant now) {
        return new SiemStream(
                id,
                name,
                kind,
                url,
                host,
                port,
                certificates,
                format,
                query,
                filter,
                isPaused,
                cursor,
                batch,
                sent,
                0,
                null,
                null,
                sentAt,
                null,
                createdBy,
                createdAt,
                now,
                version + 1,
                null,
                null);
    }
}
