package io.centercontrol.usage.intake.http;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a request says its events: CloudEvents' HTTP binding, and plain JSON as OpenMeter's clients send it too. */
enum EventForm {
    /** {@code application/cloudevents+json}: one, whole in the body. */
    SINGLE,
    /** {@code application/cloudevents-batch+json}: a list. */
    BATCH,
    /** {@code application/json} without attributes in headers: one or a list. */
    EITHER,
    /** Attributes in headers, and data in the body. */
    BINARY;

    /**
     * The form of a request.
     *
     * @param contentType a media type in its form; null when there is none
     * @param hasAttributes whether there are attributes in headers
     * @return null when nothing here reads it
     */
    static @Nullable EventForm of(@Nullable String contentType, boolean hasAttributes) {
        if (contentType == null) {
            return hasAttributes ? BINARY : null;
        }
        var parts = contentType.toLowerCase(Locale.ROOT).split(";");
        var isUtf8 = Arrays.stream(parts)
                .skip(1)
                .map(one -> one.replaceAll("[ \t\"]", ""))
                .allMatch(one ->
                        !one.startsWith("charset=") || one.equals("charset=utf-8") || one.equals("charset=utf8"));
        if (!isUtf8) {
            return null;
        }
        var essence = parts[0].strip();
        return switch (essence) {
            case "application/cloudevents+json" -> SINGLE;
            case "application/cloudevents-batch+json" -> BATCH;
            case "application/json" -> hasAttributes ? BINARY : EITHER;
            default ->
                hasAttributes && essence.endsWith("+json") && !essence.startsWith("application/cloudevents")
                        ? BINARY
                        : null;
        };
    }
}
