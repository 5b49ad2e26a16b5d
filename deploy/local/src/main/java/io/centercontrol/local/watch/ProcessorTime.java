package io.centercontrol.local.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** Processor time that processes took, as Linux counts it (proc_pid_stat(5)). */
public final class ProcessorTime {
    /** The kernel counts hundredths of a second for programs, whatever its own clock. */
    private static final double TICKS_A_SECOND = 100;

    /** Fields behind the name: user, system, and both of children that ended. */
    private static final int FIRST = 11;

    private static final int COUNT = 4;

    private ProcessorTime() {}

    /** Seconds that a process and all below it took, those that have ended with it. */
    public static double of(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> LongStream.concat(
                                        LongStream.of(pid),
                                        process.descendants().mapToLong(ProcessHandle::pid))
                                .map(ProcessorTime::ticks)
                                .sum()
                        / TICKS_A_SECOND)
                .orElse(0.0);
    }

    private static long ticks(long pid) {
        try {
            var line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name stands in brackets and may hold anything.
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            var sum = 0L;
            for (var i = FIRST; i < FIRST + COUNT; i++) {
                sum += Long.parseLong(fields[i]);
            }
            return sum;
        } catch (IOException e) {
            return 0;
        }
    }
}
