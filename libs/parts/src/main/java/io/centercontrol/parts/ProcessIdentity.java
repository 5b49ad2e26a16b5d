package io.centercontrol.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process as nobody can mistake it: pids are used again, a pid with its start time is not.
 *
 * @param start clock ticks from the machine's boot to the process's start, as in {@code /proc/PID/stat}
 */
public record ProcessIdentity(long pid, long start) {
    /** This very process. */
    public static ProcessIdentity self() {
        var pid = ProcessHandle.current().pid();
        return of(pid).orElseThrow(() -> new IllegalStateException("/proc is not readable"));
    }

    /** The process that has this pid now; empty when there is none or it is a zombie. */
    public static Optional<ProcessIdentity> of(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The second field is the program's name in parentheses and may itself hold blanks and parentheses.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") || fields[0].equals("X")
                    ? Optional.empty()
                    : Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[19])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads what {@link #toString()} wrote; empty when it is no such text. */
    public static Optional<ProcessIdentity> parse(String text) {
        var parts = text.strip().split(" ");
        try {
            return parts.length == 2
                    ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    @Override
    public String toString() {
        return pid + " " + start;
    }
}
