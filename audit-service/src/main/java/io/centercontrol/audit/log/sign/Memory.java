package io.centercontrol.audit.log.sign;

import io.centercontrol.audit.log.LogConfig;
import io.centercontrol.audit.log.LogRewoundException;
import io.centercontrol.audit.log.SignedCheckpoint;
import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.SignedNote;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The newest checkpoint that this instance has signed or seen, in a file beside the database and not in it: a database that was restored
 * from an older backup would otherwise sign another history under lengths that were signed before.
 */
@Singleton
public class Memory {
    private static final Logger LOG = Logger.getLogger(Memory.class);

    private final Path file;
    private final String origin;
    private @Nullable Checkpoint newest;
    private boolean written = true;

    Memory(LogConfig config, LogKeys keys) {
        this.file = config.memoryFile();
        this.origin = config.origin();
        this.newest = read(keys);
    }

    /**
     * Makes sure that a log is none that was signed otherwise.
     *
     * @param size how long it is in the database
     * @param root its root
     */
    public synchronized void check(long size, Hash root) {
        var known = newest;
        if (known == null || size > known.size() || (size == known.size() && root.equals(known.root()))) {
            return;
        }
        throw new LogRewoundException(
                ("The database has a log of %d entries, and a checkpoint of %d was signed (%s). It was restored from an older backup, or"
                                + " changed. Nothing is signed until it is whole again: restore a newer backup, or, if there is none,"
                                + " begin another log under a new cc.log.origin and keep this one's last checkpoint and tiles as they were read.")
                        .formatted(size, known.size(), file));
    }

    /** A checkpoint that is committed. */
    public synchronized void keep(SignedCheckpoint checkpoint) {
        if (newest != null && checkpoint.size() <= newest.size()) {
            return;
        }
        newest = new Checkpoint(origin, checkpoint.size(), checkpoint.root());
        write(checkpoint.note());
    }

    private void write(String note) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, note);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = true;
        } catch (IOException e) {
            // The log goes on: what is remembered in the process holds until it ends.
            if (written) {
                LOG.warnf("the newest checkpoint cannot be kept in %s: %s", file, e);
            }
            written = false;
        }
    }

    private @Nullable Checkpoint read(LogKeys keys) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            var note = SignedNote.parse(Files.readString(file));
            var text = Checkpoint.parse(note.text());
            // Another log's: it has another name now, and nothing was signed under that.
            return text.origin().equals(origin) ? Checkpoint.verified(note, origin, keys.verifiers()) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what this instance remembers of the log", e);
        }
    }
}
