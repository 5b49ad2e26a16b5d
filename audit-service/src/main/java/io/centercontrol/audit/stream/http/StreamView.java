package io.centercontrol.audit.stream.http;

import io.centercontrol.audit.stream.SiemStream;
import io.centercontrol.audit.stream.model.StreamFormat;
import io.centercontrol.audit.stream.model.StreamKind;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stream as clients see it.
 *
 * @param name what people call it
 * @param url where to; null for syslog
 * @param host where to; null for a webhook
 * @param port of the host
 * @param certificates whom the receiver's certificate must come from, in PEM; null for those that every machine trusts
 * @param filter which entries, as in the search
 * @param nextIndex of the first entry that is not acknowledged: what is before is not sent again
 * @param sent how many entries were taken, those that were sent again with them
 * @param failures batches in a row that were not taken
 * @param failingSince since when; null while all is well
 * @param problem what was wrong last; null while all is well
 * @param sentAt when something was taken last
 * @param secret what signatures are verified with, in the answer that makes it and nowhere else
 */
@Schema(name = "AuditStreamView")
record StreamView(
        UUID id,
        String name,
        StreamKind kind,
        @Nullable String url,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String certificates,
        StreamFormat format,
        Map<String, String> filter,
        StreamState state,
        long nextIndex,
        long sent,
        int failures,
        @Nullable Instant failingSince,
        @Nullable String problem,
        @Nullable Instant sentAt,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable String secret) {
    /** How a stream stands. */
    @Schema(name = "AuditStreamState")
    enum StreamState {
        /** It is sent as entries come. */
        RUNNING,
        /** Its receiver did not take the last batch, which is tried again. */
        FAILING,
        /** Somebody has paused it. */
        PAUSED
    }

    static StreamView of(SiemStream stream) {
        return new StreamView(
                stream.id(),
                stream.name(),
                stream.kind(),
                stream.url(),
                stream.host(),
                stream.port(),
                stream.certificates(),
                stream.format(),
                stream.query(),
                stream.paused()
                        ? StreamState.PAUSED
                        : stream.failures() > 0 ? StreamState.FAILING : StreamState.RUNNING,
                stream.acknowledged() + 1,
                stream.sent(),
                stream.failures(),
                stream.failingSince(),
                stream.problem(),
                stream.sentAt(),
                stream.createdAt(),
                stream.updatedAt(),
                stream.version(),
                null);
    }

    StreamView with(@Nullable String told) {
        return new StreamView(
                id,
                name,
                kind,
                url,
                host,
                port,
                certificates,
                format,
                filter,
                state,
                nextIndex,
                sent,
                failures,
                failingSince,
                problem,
                sentAt,
                createdAt,
                updatedAt,
                version,
                told);
    }
}
