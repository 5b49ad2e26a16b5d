package io.centercontrol.local.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes take of memory, in bytes. */
public final class Memory {
    private Memory() {}

    /**
     * Of a process and all below it. Pages that processes share count once in all (PSS) where the system tells that, and
     * once for each process (RSS) where it does not.
     */
    public static long of(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> one(pid)
                        + process.descendants()
                                .mapToLong(below -> one(below.pid()))
                                .sum())
                .orElse(0L);
    }

    /** For a person to read. */
    public static String text(long bytes) {
        return bytes >= 1L << 30
                ? "%.2f GiB".formatted(bytes / (double) (1L << 30))
                : "%d MiB".formatted(Math.round(bytes / (double) (1L << 20)));
    }

    /** Of one process alone; 0 when there is none. */
    static long one(long pid) {
        var shared = kilobytes(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:");
        return 1024 * (shared >= 0 ? shared : Math.max(0, kilobytes(Path.of("/proc/" + pid + "/status"), "VmRSS:")));
    }

    private static long kilobytes(Path file, String label) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(label))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
