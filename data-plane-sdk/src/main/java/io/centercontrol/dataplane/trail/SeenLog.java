package io.centercontrol.dataplane.trail;

import io.centercontrol.dataplane.disk.WholeFile;
import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.Proofs;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.Unverified;
import io.centercontrol.tlog.VerifierKey;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest checkpoint of the audit trail's log that this instance has seen, over restarts. One that does not extend it is refused, and
 * that it was stays known until somebody has looked into it and takes the file away.
 *
 * <p>Whose signature is believed: the keys that are configured; without any, those of the first checkpoint, and later a further one
 * that has signed a checkpoint beside a believed one, as it is while a log's key changes.
 */
public final class SeenLog {
    private static final System.Logger LOG = System.getLogger(SeenLog.class.getName());
    private static final Duration SAVE = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Path file;
    private final List<VerifierKey> pinned;
    private @Nullable Kept kept;
    private long refusals;
    private long unproven;
    private long savedAt = System.nanoTime() - SAVE.toNanos();
    private long complainedAt = System.nanoTime() - AGAIN.toNanos();
    private boolean isSaved = true;

    /**
     * Reads what is remembered. What cannot be read is put aside, and said.
     *
     * @param pinned the keys that are configured, as C2SP vkeys; none for those of the first checkpoint
     * @throws InvalidFormat when one is none
     */
    public SeenLog(Path file, List<String> pinned) {
        this.file = file;
        this.pinned = pinned.stream().map(VerifierKey::parse).toList();
        kept = read();
    }

    /**
     * How it stands.
     *
     * @param origin the log's name; null when no checkpoint was seen yet
     * @param size how many entries the log had at the newest checkpoint that was taken
     * @param refused why one was refused; empty when none ever was
     * @param refusals how many were refused in this run
     * @param unproven how many were taken in this run though what was told in between was gone from the topic
     */
    public record Standing(@Nullable String origin, long size, String refused, long refusals, long unproven) {}

    /** As of now. */
    public synchronized Standing standing() {
        var now = kept;
        return now == null
                ? new Standing(null, 0, "", refusals, unproven)
                : new Standing(now.checkpoint().origin(), now.checkpoint().size(), now.refused(), refusals, unproven);
    }

    /** The offset to go on from; -1 when nothing was seen. */
    public synchronized long next() {
        return kept == null ? -1 : kept.next();
    }

    /**
     * A checkpoint was told.
     *
     * @param next the offset behind it
     * @return whether it is the newest now, or was known; false when it was refused
     */
    public synchronized boolean see(ToldCheckpoint told, long next) {
        try {
            var note = SignedNote.parse(told.note());
            var before = kept;
            var keys = before == null ? firstKeys(told) : trusted(before);
            var checkpoint = Checkpoint.verified(
                    note, before == null ? told.origin() : before.checkpoint().origin(), keys);
            var doubt = before == null ? null : doubt(before.checkpoint(), checkpoint, told);
            if (doubt != null) {
                return refuse(doubt, next);
            }
            kept = new Kept(
                    next,
                    pinned.isEmpty() ? grown(keys, told, note) : keys,
                    note,
                    before == null ? "" : before.refused());
            isSaved = false;
            save(SAVE);
            return true;
        } catch (InvalidFormat | Unverified e) {
            return refuse(String.valueOf(e.getMessage()), next);
        }
    }

    /** Everything below was heard. */
    public synchronized void passed(long next) {
        if (kept != null && kept.next() < next) {
            kept = kept.at(next);
            isSaved = false;
        }
        save(SAVE);
    }

    /** Writes what is not written. */
    public synchronized void close() {
        save(Duration.ZERO);
    }

    private List<VerifierKey> firstKeys(ToldCheckpoint told) {
        return pinned.isEmpty() ? told.keys().stream().map(VerifierKey::parse).toList() : pinned;
    }

    private List<VerifierKey> trusted(Kept before) {
        return pinned.isEmpty() ? before.keys() : pinned;
    }

    /** With those that signed beside one that is believed; without those that sign no more. */
    private static List<VerifierKey> grown(List<VerifierKey> believed, ToldCheckpoint told, SignedNote note) {
        var said = told.keys().stream().map(VerifierKey::parse).toList();
        return said.isEmpty() ? believed : note.signedBy(said);
    }

    /** Why it does not extend what was seen; null when it does. */
    private @Nullable String doubt(Checkpoint seen, Checkpoint now, ToldCheckpoint told) {
        if (now.size() == seen.size()) {
            return now.root().equals(seen.root())
                    ? null
                    : "of " + now.size() + " entries it has another root than was seen";
        }
        if (now.size() < seen.size()) {
            return "it has " + now.size() + " entries, and " + seen.size() + " were seen";
        }
        if (told.previousSize() == seen.size()) {
            var extends_ = Proofs.isConsistent(seen.size(), seen.root(), now.size(), now.root(), told.consistency());
            return extends_
                    ? null
                    : "with " + now.size() + " entries it does not begin with the " + seen.size() + " that were seen";
        }
        if (told.previousSize() < seen.size()) {
            return "it follows one of " + told.previousSize() + " entries, and " + seen.size() + " were seen";
        }
        unproven++;
        LOG.log(
                Level.WARNING,
                "What the audit trail told between {0} and {1} entries is gone from its topic: nobody proved here that it only grew."
                        + " Its /tlog/consistency does.",
                String.valueOf(seen.size()),
                String.valueOf(told.previousSize()));
        return null;
    }

    private boolean refuse(String why, long next) {
        refusals++;
        if (System.nanoTime() - complainedAt >= AGAIN.toNanos()) {
            complainedAt = System.nanoTime();
            LOG.log(
                    Level.ERROR,
                    "A checkpoint of the audit trail is refused: {0}. Somebody may have rewritten the trail: keep {1}, compare it with other"
                            + " instances'' and with the witnesses'', and take it away when all is explained.",
                    why,
                    file);
        }
        if (kept != null) {
            kept = kept.refused(why, next);
            isSaved = false;
            save(Duration.ZERO);
        }
        return false;
    }

    private @Nullable Kept read() {
        if (Files.notExists(file)) {
            return null;
        }
        try {
            return Kept.parse(Files.readString(file));
        } catch (IOException | InvalidFormat | Unverified e) {
            var aside = file.resolveSibling(file.getFileName() + ".unreadable");
            LOG.log(
                    Level.ERROR,
                    "What was seen of the audit trail cannot be read ({0}); it is put aside as {1}, and what comes next is believed.",
                    e.getMessage(),
                    aside);
            try {
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException cannot) {
                LOG.log(Level.WARNING, "It cannot be put aside.", cannot);
            }
            return null;
        }
    }

    private void save(Duration after) {
        var now = kept;
        if (isSaved || now == null || System.nanoTime() - savedAt < after.toNanos()) {
            return;
        }
        savedAt = System.nanoTime();
        try {
            WholeFile.write(file, now.text());
            isSaved = true;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "What was seen of the audit trail cannot be kept now: {0}", e.toString());
        }
    }
}
