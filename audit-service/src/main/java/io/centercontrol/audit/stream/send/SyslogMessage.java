package io.centercontrol.audit.stream.send;

import io.centercontrol.audit.stream.SiemStream;
import io.centercontrol.audit.trail.http.EntryView;
import io.centercontrol.audit.trail.model.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of RFC 5424, framed by its octets (RFC 5425, 4.3). Its facility is 13, "log audit". The structured data has what an entry is
 * found by, under an enterprise number for examples (RFC 5612), since we have none; the message is JSON in UTF-8.
 */
final class SyslogMessage {
    private static final int LOG_AUDIT = 13;
    private static final int WARNING = 4;
    private static final int INFORMATIONAL = 6;
    private static final String SD_ID = "cc@32473";
    private static final String PROGRAM = "center-control";
    private static final String NOTHING = "-";
    private static final int LONGEST_HOST = 255;
    private static final int LONGEST_MSGID = 32;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SyslogMessage() {}

    /** An entry. */
    static byte[] of(SiemStream stream, EntryView entry) {
        var data = new StringBuilder("[").append(SD_ID);
        parameter(data, "index", Long.toString(entry.index()));
        parameter(data, "eventId", entry.eventId().toString());
        parameter(data, "category", entry.category().name());
        parameter(data, "outcome", entry.outcome().name());
        parameter(
                data,
                "tenantId",
                entry.tenantId() == null ? null : entry.tenantId().toString());
        parameter(data, "actor", entry.actor() == null ? null : entry.actor().id());
        return framed(
                entry.outcome() == Outcome.DONE ? INFORMATIONAL : WARNING,
                entry.happenedAt(),
                entry.service(),
                entry.action(),
                data.append(']').toString(),
                Texts.entry(stream, entry));
    }

    /** A sign of life. */
    static byte[] test(UUID id, Instant now) {
        var data = new StringBuilder("[").append(SD_ID);
        parameter(data, "test", id.toString());
        return framed(
                INFORMATIONAL,
                now,
                "audit-service",
                "audit.test",
                data.append(']').toString(),
                "{}");
    }

    private static byte[] framed(int severity, Instant time, String host, String id, String data, String text) {
        var message = "<%d>1 %s %s %s %s %s %s %s%s"
                .formatted(
                        LOG_AUDIT * 8 + severity,
                        DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.MICROS)),
                        word(host, LONGEST_HOST),
                        PROGRAM,
                        NOTHING,
                        word(id, LONGEST_MSGID),
                        data,
                        BYTE_ORDER_MARK,
                        text)
                .getBytes(StandardCharsets.UTF_8);
        var frame = new ByteArrayOutputStream(message.length + 8);
        frame.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
        frame.writeBytes(message);
        return frame.toByteArray();
    }

    /** Visible ASCII of a header's field; what is none becomes an underscore. */
    private static String word(String text, int longest) {
        var seen = text.replaceAll("[^\\x21-\\x7e]", "_");
        return seen.isEmpty() ? NOTHING : seen.substring(0, Math.min(longest, seen.length()));
    }

    private static void parameter(StringBuilder data, String name, @Nullable String value) {
        if (value != null) {
            data.append(' ').append(name).append("=\"");
            for (var i = 0; i < value.length(); i++) {
                var c = value.charAt(i);
                if (c == '"' || c == '\\' || c == ']') {
                    data.append('\\');
                }
                data.append(c);
            }
            data.append('"');
        }
    }
}
