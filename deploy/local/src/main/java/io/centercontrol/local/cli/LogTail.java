package io.centercontrol.local.cli;

import io.centercontrol.parts.PartProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The end of a log. */
final class LogTail {
    private static final int WINDOW = 1 << 18;

    private LogTail() {}

    /** The last lines, at most {@code count}; fewer when they are very long. */
    static List<String> last(Path log, int count) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var from = Math.max(0, file.length() - WINDOW);
            var bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        }
    }

    /** What the last start left in a log, without the frames of stack traces: they would push out what went wrong. */
    static List<String> reasons(Path log) throws IOException {
        var lines = last(log, 1000);
        var begin = 0;
        for (var i = 0; i < lines.size(); i++) {
            begin = lines.get(i).startsWith(PartProcess.BEGIN) ? i : begin;
        }
        var telling = lines.subList(begin, lines.size()).stream()
                .filter(line -> !line.isBlank() && !line.matches("\\s+(at |\\.\\.\\. ).*"))
                .map(line -> line.length() > 400 ? line.substring(0, 400) + "..." : line)
                .toList();
        return telling.subList(Math.max(0, telling.size() - 25), telling.size());
    }

    /**
     * Hands on what is appended from a place on, until told to stop; a last look is taken after that. A log that was begun
     * anew is read from its beginning.
     */
    static void follow(Path log, long from, BooleanSupplier goOn, Consumer<String> sink)
            throws IOException, InterruptedException {
        var place = from;
        var rest = new StringBuilder();
        for (var more = true; more; ) {
            more = goOn.getAsBoolean();
            if (Files.exists(log)) {
                place = Files.size(log) < place ? 0 : place;
                place = read(log, place, rest);
                for (var end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
                    sink.accept(rest.substring(0, end));
                    rest.delete(0, end + 1);
                }
            }
            if (more) {
                Thread.sleep(100);
            }
        }
    }

    private static long read(Path log, long from, StringBuilder into) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var bytes = new byte[(int) Math.min(WINDOW, file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            into.append(new String(bytes, StandardCharsets.UTF_8));
            return from + bytes.length;
        }
    }
}
