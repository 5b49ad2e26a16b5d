package io.centercontrol.audit.export.form;

import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.trail.http.EntryView;

/** How an entry stands in a file that grows entry by entry. */
public sealed interface Form permits JsonForm, CsvForm, OcsfForm {
    /** That of a format. What becomes Parquet is written as JSON first: a file of that cannot be gone on with. */
    static Form of(ExportFormat format) {
        return switch (format) {
            case NDJSON, PARQUET -> new JsonForm();
            case CSV -> new CsvForm();
            case OCSF -> new OcsfForm();
        };
    }

    /** What stands before the first. */
    String begin();

    /** One, with the end of its line. */
    String line(EntryView entry);
}
