package io.centercontrol.audit.export.http;

import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.export.model.Target;
import io.centercontrol.audit.trail.http.EntryFilterRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What shall be exported each night.
 *
 * @param name in file names: small letters, digits and hyphens
 * @param filter which entries; all when it is not said
 * @param format how they are written
 * @param hour from 0 to 23, in UTC
 * @param target where to
 * @param path under the target's root: 1 to 6 names with slashes between
 * @param fromIndex where the first export begins; what is recorded from now on unless said
 * @param reason why they are taken home, for the record
 */
@Schema(
        name = "AuditExportScheduleRequest",
        requiredProperties = {"name", "format", "hour", "target", "path", "reason"})
record ScheduleRequest(
        @Nullable String name,
        @Nullable EntryFilterRequest filter,
        @Nullable ExportFormat format,
        @Nullable Integer hour,
        @Nullable Target target,
        @Nullable String path,
        @Nullable Long fromIndex,
        @Nullable String reason) {}
