package io.centercontrol.flags.limits.http;

import io.centercontrol.flags.limits.LimitVersion;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One version in the history of a rate limit, as clients see it. */
record HistoryView(
        long version,
        UUID eventId,
        String type,
        Instant time,
        Actor actor,
        @Nullable String reason,
        @Nullable String correlationId,
        List<FieldChange> changes) {
    static HistoryView of(LimitVersion version) {
        var cause = version.cause();
        return new HistoryView(
                version.state().version(),
                version.eventId(),
                version.type(),
                version.time(),
                cause.actor(),
                cause.reason(),
                cause.correlationId(),
                version.changes());
    }
}
