package io.centercontrol.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/** Files that a part reads at its start. They hold passwords, so only their owner may read them. */
public final class Settings {
    private Settings() {}

    static Path write(Path file, Map<String, String> settings) throws IOException {
        var text = new StringBuilder("# Written at every start; changes here are lost.\n");
        new TreeMap<>(settings)
                .forEach((name, value) -> text.append(name)
                        .append('=')
                        .append(value.replace("\\", "\\\\"))
                        .append('\n'));
        return write(file, text.toString());
    }

    /** A file of another form. */
    public static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        var aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(aside, text);
        return Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
