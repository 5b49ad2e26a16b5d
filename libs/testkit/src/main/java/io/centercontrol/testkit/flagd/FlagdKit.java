package io.centercontrol.testkit.flagd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * flagd's test kit for evaluators, its cases as a table: the flags and what each of them is to be for whom. Where the table comes
 * from stands at its head.
 */
public final class FlagdKit {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SEPARATOR = " \\| ";
    private static final String UNSAID = "-";

    private FlagdKit() {}

    /**
     * One case.
     *
     * @param generation of the hash for which it holds, 2 or 3; null for any
     * @param flag its key
     * @param type asked for: BOOLEAN, STRING, INTEGER, LONG, DOUBLE or OBJECT
     * @param fallback the caller's own default
     * @param context attributes, the targeting key among them
     * @param value what the caller ends with
     * @param reason null when the kit says none
     * @param error the error's code; null when the kit says none
     */
    public record Case(
            @Nullable Integer generation,
            String flag,
            String type,
            JsonNode fallback,
            JsonNode context,
            JsonNode value,
            @Nullable String reason,
            @Nullable String error) {
        /** Whether it holds for a generation of the hash. */
        public boolean holdsFor(int asked) {
            return generation == null || generation == asked;
        }
    }

    /** All flags and shared evaluators as one flagd document. */
    public static String flags() {
        return text("flags.json");
    }

    /** All cases. */
    public static List<Case> cases() {
        return text("cases.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(FlagdKit::read)
                .toList();
    }

    private static Case read(String line) {
        var cells = line.split(SEPARATOR, -1);
        if (cells.length != 8) {
            throw new IllegalStateException("eight cells make a case: " + line);
        }
        return new Case(
                cells[0].equals("*") ? null : Integer.valueOf(cells[0]),
                cells[1],
                cells[2],
                json(cells[3]),
                json(cells[4]),
                json(cells[5]),
                cells[6].equals(UNSAID) ? null : cells[6],
                cells[7].equals(UNSAID) ? null : cells[7]);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static String text(String name) {
        try (var in = FlagdKit.class.getResourceAsStream("/flagd-kit/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the kit's " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
