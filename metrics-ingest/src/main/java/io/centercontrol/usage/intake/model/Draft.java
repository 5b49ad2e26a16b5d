package io.centercontrol.usage.intake.model;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent as it came.
 *
 * @param pointer where it stands in its request
 * @param attributes texts by name; of what is no text its violation is known already
 * @param data members by name; null when it is there and no JSON object
 */
public record Draft(
        String pointer,
        Map<String, String> attributes,
        @Nullable Map<String, Scalar> data) {
    /** Longest id, source and time, in characters. */
    static final int LONGEST = 500;

    /** Longest type: room is left for what stands before one that nobody measures. */
    static final int LONGEST_TYPE = 150;

    private static final String VERSION = "1.0";

    public Draft {
        attributes = Map.copyOf(attributes);
        data = data == null ? null : Map.copyOf(data);
    }

    /**
     * The event, when it is whole.
     *
     * @param now when it came
     * @param found takes what is wrong with it
     * @return null when anything is wrong
     */
    public @Nullable CloudEvent check(Instant now, List<Violation> found) {
        var before = found.size();
        var version = required("specversion", LONGEST, found);
        if (version != null && !version.equals(VERSION)) {
            add(found, "specversion", "WRONG_SPECVERSION", "CloudEvents 1.0 are taken: specversion is \"1.0\".");
        }
        var id = required("id", LONGEST, found);
        var source = required("source", LONGEST, found);
        var type = required("type", LONGEST_TYPE, found);
        var tenant = tenant(required("subject", LONGEST, found), found);
        var time = time(optional("time", found), now, found);
        content(found);
        return found.size() > before || id == null || source == null || type == null || tenant == null || data == null
                ? null
                : new CloudEvent(pointer, id, source, type, tenant, time, data, null);
    }

    private @Nullable String required(String name, int longest, List<Violation> found) {
        var value = attributes.get(name);
        if (value == null || value.isEmpty()) {
            if (found.stream().noneMatch(one -> one.pointer().equals(pointer + "/" + name))) {
                add(found, name, "REQUIRED", "An event needs the attribute '" + name + "', a text that is not empty.");
            }
            return null;
        }
        return fits(name, value, longest, found) ? value : null;
    }

    private @Nullable String optional(String name, List<Violation> found) {
        var value = attributes.get(name);
        return value != null && fits(name, value, LONGEST, found) ? value : null;
    }

    private boolean fits(String name, String value, int longest, List<Violation> found) {
        if (value.length() > longest) {
            add(found, name, "TOO_LONG", "The attribute '%s' has at most %d characters.".formatted(name, longest));
            return false;
        }
        if (!isPlain(value)) {
            add(
                    found,
                    name,
                    "CONTROL_CHARACTER",
                    "The attribute '" + name + "' must have no control character and nothing that is no character.");
            return false;
        }
        return true;
    }

    /** Whether a text has only what CloudEvents allows in one. */
    static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(one -> Character.isISOControl(one)
                        || (one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE)
                        || (one & 0xfffe) == 0xfffe
                        || (one >= 0xfdd0 && one <= 0xfdef));
    }

    private @Nullable TenantId tenant(@Nullable String subject, List<Violation> found) {
        if (subject == null) {
            return null;
        }
        try {
            return TenantId.parse(subject);
        } catch (IllegalArgumentException e) {
            add(found, "subject", "INVALID_SUBJECT", "The subject is the tenant's id, a UUID of 36 characters.");
            return null;
        }
    }

    private Instant time(@Nullable String time, Instant now, List<Violation> found) {
        if (time == null) {
            return now;
        }
        try {
            return OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            add(found, "time", "INVALID_TIME", "The time is as RFC 3339 has it, such as 2026-03-01T12:00:00Z.");
            return now;
        }
    }

    private void content(List<Violation> found) {
        var type = attributes.get("datacontenttype");
        if (attributes.containsKey("data_base64") || (type != null && !isJson(type))) {
            add(found, "datacontenttype", "DATA_NOT_JSON", "Data are JSON: datacontenttype is application/json.");
        } else if (data == null) {
            add(found, "data", "DATA_NOT_AN_OBJECT", "Data are a JSON object; its members are the event's properties.");
        }
    }

    private static boolean isJson(String mediaType) {
        var essence = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return essence.equals("application/json") || essence.equals("text/json") || essence.endsWith("+json");
    }

    private void add(List<Violation> found, String name, String code, String message) {
        found.add(new Violation(pointer + "/" + name, code, message));
    }
}
