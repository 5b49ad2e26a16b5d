package io.centercontrol.usage.statements.kafka;

import io.centercontrol.kit.avro.UnreadableException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads what records say; what books cannot be kept by makes a record poison. */
final class Heard {
    private static final int LONGEST = 200;
    private static final Instant EARLIEST = Instant.parse("0100-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

    private Heard() {}

    static Instant time(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new UnreadableException("a time of " + time, null);
        }
        return time;
    }

    static String text(String text) {
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new UnreadableException("a text of " + text.length() + " characters that nobody keeps", null);
        }
        return text;
    }

    static @Nullable String orNothing(String text) {
        return text.isEmpty() ? null : text(text);
    }

    static String zone(String name) {
        try {
            return ZoneId.of(text(name)).getId();
        } catch (DateTimeException e) {
            throw new UnreadableException("no time zone '" + name + "'", e);
        }
    }
}
