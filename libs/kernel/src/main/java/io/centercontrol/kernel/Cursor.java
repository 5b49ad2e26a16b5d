package io.centercontrol.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opaque cursors: the sort values of the last item that was given out, so that a page never repeats or skips one. */
public final class Cursor {
    /** Times of the years 1 to 9999, as elsewhere at the door: PostgreSQL has no word for much of what is beyond. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");

    private static final String SEPARATOR = "\u001f";

    private Cursor() {}

    /** The cursor behind an item with these sort values. */
    public static String of(String... values) {
        var text = String.join(SEPARATOR, values);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The sort values in a cursor; null when there is none.
     *
     * @param count how many values there must be
     * @throws io.centercontrol.kernel.RefusedException when the cursor is not one that was given out for this list
     */
    public static @Nullable List<String> read(@Nullable String cursor, int count) {
        if (cursor == null) {
            return null;
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            // Strict: what is no UTF-8 was never given out, and PostgreSQL takes no NUL.
            var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            var values = Arrays.asList(text.split(SEPARATOR, -1));
            if (values.size() == count && text.indexOf('\0') < 0) {
                return values;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // told below, like every other wrong cursor
        }
        throw invalid();
    }

    /**
     * The number in a cursor of one.
     *
     * @param otherwise when there is no cursor
     */
    public static long number(@Nullable String cursor, long otherwise) {
        var values = read(cursor, 1);
        try {
            return values == null ? otherwise : Long.parseLong(values.getFirst());
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    /**
     * The UUID in a cursor of one.
     *
     * @param otherwise when there is no cursor
     */
    public static UUID uuid(@Nullable String cursor, UUID otherwise) {
        var values = read(cursor, 1);
        try {
            return values == null ? otherwise : UUID.fromString(values.getFirst());
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** A time in a cursor, as {@link Instant#toString} writes it. */
    public static Instant time(String value) {
        try {
            var time = Instant.parse(value);
            if (!time.isBefore(EARLIEST) && time.isBefore(TOO_LATE)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw invalid();
    }

    /** The refusal of a cursor whose values make no sense for the list. */
    public static RuntimeException invalid() {
        return Refusal.Invalid.of(
                        "/cursor",
                        "INVALID_CURSOR",
                        "Not a cursor of this list. Take 'next' of the answer before, with the same sort and filters.")
                .asException();
    }
}
