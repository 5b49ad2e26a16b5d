package io.centercontrol.flags.keys.http;

import io.centercontrol.flags.keys.KeyVersion;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of a key's audit trail, as clients see it. */
record HistoryView(
        long version,
        String type,
        Instant time,
        Actor actor,
        @Nullable String reason,
        @Nullable String correlationId,
        List<FieldChange> changes) {
    static HistoryView of(KeyVersion version) {
        var cause = version.cause();
        return new HistoryView(
                version.version(),
                version.type(),
                version.time(),
                cause.actor(),
                cause.reason(),
                cause.correlationId(),
                version.changes());
    }
}
