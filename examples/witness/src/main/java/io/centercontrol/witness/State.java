package io.centercontrol.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.Cosigner;
import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.SignedNote;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a witness must never forget: its key and, of each log, the newest checkpoint that it signed. A folder that one process has at a
 * time. A file that is not what was written there stops it: a witness that starts anew would sign any past.
 */
final class State implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;
    private final Cosigner key;

    private State(Path folder, FileChannel lock, Cosigner key) {
        this.folder = folder;
        this.lock = lock;
        this.key = key;
    }

    /**
     * Opens a folder; makes it, and a key, when there is none.
     *
     * @param name the key's
     * @throws IOException when another process has it
     * @throws InvalidFormat when the key there is none, or another name's
     */
    static State open(Path folder, String name) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw new IOException("another process has " + folder);
            }
            return new State(folder, lock, key(folder, name));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Cosigner key(Path folder, String name) throws IOException {
        var file = folder.resolve("key");
        if (!Files.exists(file)) {
            if (holdsCheckpoints(folder)) {
                throw new InvalidFormat(folder + " has checkpoints, and the key that signed them is gone");
            }
            Disk.write(file, Cosigner.generate(name).secret() + "\n");
        }
        var key = Cosigner.parse(Files.readString(file).strip());
        if (!key.verifier().name().equals(name)) {
            throw new InvalidFormat(
                    "the key in " + folder + " is " + key.verifier().name() + "'s, and not " + name + "'s");
        }
        return key;
    }

    private static boolean holdsCheckpoints(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.checkpoint")) {
            return files.iterator().hasNext();
        }
    }

    Cosigner key() {
        return key;
    }

    /**
     * The newest checkpoint of a log that was signed; null when there is none.
     *
     * @throws InvalidFormat when the file is not what was written there
     */
    @Nullable
    SignedNote newest(String origin) throws IOException {
        var file = file(origin);
        if (!Files.exists(file)) {
            return null;
        }
        var note = SignedNote.parse(Files.readAllBytes(file));
        Checkpoint.verified(note, origin, List.of(key.verifier()));
        return note;
    }

    /** Keeps it: when this returns it is on the disk. */
    void keep(String origin, SignedNote newest) throws IOException {
        Disk.write(file(origin), newest.note());
    }

    private Path file(String origin) {
        try {
            var name = MessageDigest.getInstance("SHA-256").digest(origin.getBytes(UTF_8));
            return folder.resolve(HexFormat.of().formatHex(name) + ".checkpoint");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
