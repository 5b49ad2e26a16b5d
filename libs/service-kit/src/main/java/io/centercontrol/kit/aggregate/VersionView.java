package io.centercontrol.kit.aggregate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One version in the history of an aggregate, as clients see it: who changed what, when and why. */
public record VersionView(
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID eventId,
        String type,
        Instant time,
        Actor actor,
        @Nullable String reason,
        @Nullable String correlationId,
        @Nullable String causationId,
        List<FieldChange> changes) {
    /** Translates. */
    public static VersionView of(Version<?> version) {
        var cause = version.cause();
        return new VersionView(
                version.version(),
                version.eventId(),
                version.type(),
                version.time(),
                cause.actor(),
                cause.reason(),
                cause.correlationId(),
                cause.causationId(),
                version.changes());
    }
}
