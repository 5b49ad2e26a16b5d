package io.centercontrol.flags.authoring.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.flags.authoring.AuthoringVersion;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One version in the history of a flag or an evaluator, as clients see it. */
record HistoryView(
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID eventId,
        String type,
        Instant time,
        Actor actor,
        @Nullable String reason,
        @Nullable String correlationId,
        List<FieldChange> changes) {
    static HistoryView of(AuthoringVersion<?> version) {
        var cause = version.cause();
        return new HistoryView(
                version.version(),
                version.eventId(),
                version.type(),
                version.time(),
                cause.actor(),
                cause.reason(),
                cause.correlationId(),
                version.changes());
    }
}
