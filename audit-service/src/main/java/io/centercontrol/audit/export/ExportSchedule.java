package io.centercontrol.audit.export;

import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.export.model.Target;
import io.centercontrol.audit.trail.EntryFilter;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/**
 * An export each night, of what was recorded since the last one.
 *
 * @param query the filter as it was given, by name
 * @param filter the filter as it is understood
 * @param hour in UTC
 * @param path under the target's root
 * @param nextIndex where in the log the next export begins: where the last one ended
 * @param nextAt when it is made
 */
public record ExportSchedule(
        UUID id,
        String name,
        ExportFormat format,
        Map<String, String> query,
        EntryFilter filter,
        int hour,
        Target target,
        String path,
        long nextIndex,
        Instant nextAt,
        String createdBy,
        String reason,
        Instant createdAt) {
    public ExportSchedule {
        query = Map.copyOf(query);
    }

    /** When it is made next after a moment: the nights that were missed are one. */
    public static Instant next(int hour, Instant now) {
        var today = now.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .atTime(LocalTime.of(hour, 0))
                .toInstant(ZoneOffset.UTC);
        return today.isAfter(now) ? today : today.plusSeconds(86_400);
    }
}
