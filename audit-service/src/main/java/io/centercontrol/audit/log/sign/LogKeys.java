package io.centercontrol.audit.log.sign;

import io.centercontrol.audit.log.LogConfig;
import io.centercontrol.tlog.NoteSigner;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.VerifierKey;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * What checkpoints are signed with: a file with a private key of signed-note's, mounted as a secret or made at the first start, readable by
 * its owner alone. To change the key, the new file is named as the key and the old one as the retiring key for as long as clients need
 * to learn of it: both sign.
 */
@Singleton
public class LogKeys {
    private final List<NoteSigner> signers;

    LogKeys(LogConfig config) {
        var keys = new ArrayList<NoteSigner>();
        keys.add(Files.exists(config.keyFile()) ? read(config.keyFile()) : make(config.keyFile(), config.origin()));
        config.retiringKeyFile().ifPresent(file -> keys.add(read(file)));
        keys.forEach(key -> {
            if (!key.verifier().name().equals(config.origin())) {
                throw new IllegalStateException(
                        "the key %s is not one of the log %s: cc.log.origin names the log that it signs for"
                                .formatted(key.verifier().text(), config.origin()));
            }
        });
        this.signers = List.copyOf(keys);
    }

    /** A checkpoint's text, signed by all. Signing the same again gives the same (RFC 8032). */
    public SignedNote sign(String text) {
        return SignedNote.sign(text, signers);
    }

    /** All, for what is signed beside checkpoints. */
    public List<NoteSigner> signers() {
        return signers;
    }

    /** The public keys, the one that stays first. */
    public List<VerifierKey> verifiers() {
        return signers.stream().map(NoteSigner::verifier).toList();
    }

    private static NoteSigner read(Path file) {
        try {
            return NoteSigner.parse(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log's key", e);
        }
    }

    /** Whoever is first wins: instances that share the folder share the key. */
    private static NoteSigner make(Path file, String origin) {
        try {
            var made = NoteSigner.generate(origin);
            var folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var draft = Files.createTempFile(folder, "log-key", ".new", mine);
            Files.writeString(draft, made.secret());
            try {
                Files.createLink(file, draft);
                return made;
            } catch (FileAlreadyExistsException e) {
                return read(file);
            } finally {
                Files.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the log's key cannot be kept", e);
        }
    }
}
