package io.centercontrol.local.watch;

import io.centercontrol.parts.Folders;
import io.centercontrol.parts.ProcessIdentity;
import io.centercontrol.parts.wiring.JsonHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What the supervisor tells other processes of itself, as a file in the stack's run folder.
 *
 * @param pid the supervisor's
 * @param start the supervisor's, as in {@link ProcessIdentity}
 * @param parts in the order of the status
 */
public record StackState(long pid, long start, Phase phase, List<PartState> parts) {
    /** How far the supervisor is. */
    public enum Phase {
        STARTING,
        READY,
        FAILED,
        STOPPING
    }

    /**
     * One process.
     *
     * @param pid 0 while it does not run
     * @param sinceMillis start of this process in milliseconds since 1970; 0 while it does not run
     */
    public record PartState(String name, long pid, long sinceMillis, int restarts, boolean failed) {}

    /** Whether the supervisor lives. */
    public boolean alive() {
        return new ProcessIdentity(pid, start).alive();
    }

    /** The state of a supervisor that lives; empty when there is none. */
    public static Optional<StackState> ofLiving(Folders folders) {
        return read(folders).filter(StackState::alive);
    }

    /** What the last supervisor wrote, whether it lives or not. */
    public static Optional<StackState> read(Folders folders) {
        try {
            return Optional.of(JsonHttp.JSON.readValue(Files.readAllBytes(file(folders)), StackState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // Unreadable is as good as none: the lock tells whether somebody is at work.
            return Optional.empty();
        }
    }

    /** Puts this in place of what was there. */
    public void write(Folders folders) throws IOException {
        var file = file(folders);
        var aside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(aside, JsonHttp.JSON.writeValueAsBytes(this));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path file(Folders folders) {
        return folders.run().resolve("state.json");
    }
}
