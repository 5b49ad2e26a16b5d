package io.centercontrol.audit.export.model;

import java.time.LocalDate;
import java.util.UUID;

/**
 * That an export is of a schedule, and where it is put.
 *
 * @param schedule which one
 * @param name of the schedule's, as it is in file names
 * @param night of which one (UTC)
 * @param path under the target's root; of names with slashes between
 */
public record Delivery(UUID schedule, String name, LocalDate night, Target target, String path) {
    /**
     * Where the file lies under the target's root.
     *
     * @param first the index that the export begins with
     * @param below the index before which it ends
     */
    public String place(long first, long below, ExportFormat format) {
        return "%s/%s/%s-%d-%d.%s".formatted(path, night, name, first, below, format.ending());
    }
}
