package io.centercontrol.audit.export.http;

import io.centercontrol.audit.export.ExportSchedule;
import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.export.model.Target;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A schedule as clients see it.
 *
 * @param name what it is called, in file names too
 * @param filter which entries, as in the search
 * @param hour of each night, in UTC
 * @param target where to
 * @param path under the target's root
 * @param nextIndex where in the log the next export begins
 * @param nextAt when it is made
 * @param createdBy the subject who made the schedule
 */
@Schema(name = "AuditExportScheduleView")
record ScheduleView(
        UUID id,
        String name,
        ExportFormat format,
        Map<String, String> filter,
        int hour,
        Target target,
        String path,
        long nextIndex,
        Instant nextAt,
        String createdBy,
        String reason,
        Instant createdAt) {
    static ScheduleView of(ExportSchedule schedule) {
        return new ScheduleView(
                schedule.id(),
                schedule.name(),
                schedule.format(),
                schedule.query(),
                schedule.hour(),
                schedule.target(),
                schedule.path(),
                schedule.nextIndex(),
                schedule.nextAt(),
                schedule.createdBy(),
                schedule.reason(),
                schedule.createdAt());
    }
}
