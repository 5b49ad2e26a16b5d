package io.centercontrol.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * Passwords and keys that are made when they are first asked for, each in a file of mode 600. They are properties files
 * with one entry, {@code password=...}, since Kafka Connect's FileConfigProvider reads those.
 */
public final class Secrets {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String ENTRY = "password=";

    private final Path folder;

    public Secrets(Path folder) {
        this.folder = folder;
    }

    /** The password of a role or user, 32 letters and digits. */
    public String password(String role) {
        return text(role + ".properties", () -> ENTRY + random() + "\n").strip().substring(ENTRY.length());
    }

    /** What a connector's JSON says in place of the role's password; only of {@link #forConnectors()}. */
    public String passwordReference(String role) {
        password(role);
        return "${file:" + folder.resolve(role + ".properties") + ":password}";
    }

    /**
     * The secrets that connectors need, in a folder of their own: whoever may configure a connector can make Connect read
     * all of it, and must not get at the others.
     */
    public Secrets forConnectors() {
        return new Secrets(folder.resolve("connectors"));
    }

    /** A file's text; {@code make} gives it when there is no such file yet. */
    public String text(String file, Supplier<String> make) {
        var path = folder.resolve(file);
        try {
            if (!Files.exists(path)) {
                write(path, make.get());
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the secret " + path, e);
        }
    }

    public Path folder() {
        return folder;
    }

    // Written aside and moved, so that a crash leaves no half secret; never replaces one that somebody else made first.
    private static void write(Path path, String text) throws IOException {
        var parent = path.toAbsolutePath().getParent();
        Files.createDirectories(
                parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var aside = Files.createTempFile(parent, ".", ".new", mode);
        try {
            Files.write(aside, text.getBytes(StandardCharsets.UTF_8));
            Files.createLink(path, aside);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException e) {
            Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static String random() {
        var random = new SecureRandom();
        var text = new StringBuilder(32);
        for (var i = 0; i < 32; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
