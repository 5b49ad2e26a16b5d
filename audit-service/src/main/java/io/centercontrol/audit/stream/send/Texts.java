package io.centercontrol.audit.stream.send;

import io.centercontrol.audit.export.form.Form;
import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.stream.Shipment;
import io.centercontrol.audit.stream.SiemStream;
import io.centercontrol.audit.trail.http.EntryView;
import java.util.stream.Collectors;

/** What a SIEM reads. */
final class Texts {
    private Texts() {}

    /** An entry as one line of JSON, without its end. */
    static String entry(SiemStream stream, EntryView entry) {
        var form = Form.of(
                switch (stream.format()) {
                    case OCSF -> ExportFormat.OCSF;
                    case ENTRY -> ExportFormat.NDJSON;
                });
        return form.line(entry).stripTrailing();
    }

    /** The body of a webhook, as the Standard Webhooks specification wants one: type, timestamp, data. */
    static String webhook(SiemStream stream, Shipment shipment) {
        var entries = shipment.entries().stream()
                .map(entry -> entry(stream, entry))
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":{\"stream\":\"%s\",\"format\":\"%s\",\"entries\":%s}}"
                .formatted(
                        shipment.isTest() ? "audit.test" : "audit.entries",
                        shipment.at(),
                        stream.id(),
                        stream.format(),
                        entries);
    }
}
