package io.centercontrol.plans.catalog.http;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.plans.catalog.CatalogVersion;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One version in the history of a feature or a plan, as clients see it. */
record HistoryView(
        long version,
        UUID eventId,
        String type,
        Instant time,
        Actor actor,
        @Nullable String reason,
        @Nullable String correlationId,
        List<FieldChange> changes) {
    static HistoryView of(CatalogVersion<?> version) {
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
