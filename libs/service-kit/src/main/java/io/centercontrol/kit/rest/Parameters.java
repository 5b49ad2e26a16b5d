package io.centercontrol.kit.rest;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query and path parameters; what cannot be read is refused with the parameter's name as its pointer. */
public final class Parameters {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    private Parameters() {}

    /** A UUID in its canonical form. */
    public static UUID uuid(String name, String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw invalid(name, "must be a UUID of 36 characters");
    }

    /** A point in time of the years 1 to 9999, ISO 8601 with an offset or Z; null when missing. */
    public static @Nullable Instant instant(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(text);
            // What lies beyond fits neither into Avro's microseconds nor into PostgreSQL.
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw invalid(name, "must be a time such as 2026-01-31T12:00:00Z");
    }

    /** A day of the years 1 to 9999; null when missing. */
    public static @Nullable LocalDate day(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() >= 1 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw invalid(name, "must be a day such as 2026-01-31");
    }

    /** The end of a span of time that begins at another parameter's; null when missing. A span that is empty is a mistake. */
    public static @Nullable Instant end(String name, @Nullable String text, String begins, @Nullable Instant begin) {
        var end = instant(name, text);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw invalid(name, "must be after '" + begins + "'");
        }
        return end;
    }

    /** One of an enum's constants; null when missing. */
    public static <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw invalid(
                name,
                "must be one of "
                        + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    /** A page's size: 1 to 500, 50 when missing. */
    public static int limit(@Nullable String text) {
        return limit(text, 50, 500);
    }

    /** The size of a list that is bounded otherwise: 1 to {@code most}, below 1,000; {@code usual} when missing. */
    public static int limit(@Nullable String text, int usual, int most) {
        if (text == null) {
            return usual;
        }
        if (text.matches("[0-9]{1,3}")) {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        }
        throw invalid("limit", "must be a whole number from 1 to " + most);
    }

    /** A length of time such as {@code 500ms}, {@code 10s} or {@code 1m}, {@code otherwise} when missing. */
    public static Duration duration(String name, @Nullable String text, Duration otherwise, Duration most) {
        if (text == null) {
            return otherwise;
        }
        var match = DURATION.matcher(text);
        if (match.matches()) {
            var amount = Long.parseLong(match.group(1));
            var duration = switch (match.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                default -> Duration.ofMinutes(amount);
            };
            if (duration.compareTo(most) <= 0) {
                return duration;
            }
        }
        throw invalid(name, "must be a time such as 500ms, 10s or 1m, and at most " + most.toSeconds() + "s");
    }

    /** {@code true} or {@code false}; false when missing. */
    public static boolean flag(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw invalid(name, "must be true or false");
    }

    /** The refusal of one parameter. */
    public static RefusedException invalid(String name, String rule) {
        return Refusal.Invalid.of("/" + name, "INVALID_PARAMETER", "'" + name + "' " + rule + ".")
                .asException();
    }
}
