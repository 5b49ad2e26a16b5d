package io.centercontrol.audit.export;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The folder of exports: one folder for each, of which all files go but the one that is kept. */
@Singleton
class ExportFiles {
    private static final Pattern EXPORT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String NO_SPACE = "No space left on device";

    private final Path root;
    private final long leaveFree;

    ExportFiles(ExportConfig config) {
        this.root = config.folder();
        this.leaveFree = config.leaveFree();
    }

    /** A file of an export, in its folder, which is made. */
    Path file(UUID export, String name) throws IOException {
        return Files.createDirectories(root.resolve(export.toString())).resolve(name);
    }

    /** The same where the folder is. */
    Path known(UUID export, String name) {
        return root.resolve(export.toString()).resolve(name);
    }

    /** Fails when an export would take what others need. */
    void mustHaveRoom() throws IOException {
        Files.createDirectories(root);
        if (Files.getFileStore(root).getUsableSpace() < leaveFree) {
            throw new FileSystemException(root.toString(), null, NO_SPACE);
        }
    }

    /** Whether the disk is full. */
    static boolean isFull(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(NO_SPACE)) {
                return true;
            }
        }
        return false;
    }

    /** Removes all files of an export but one; all of it when that is null. */
    void keepOnly(UUID export, @Nullable String name) throws IOException {
        var folder = root.resolve(export.toString());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (!file.getFileName().toString().equals(name)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        if (name == null) {
            try {
                Files.deleteIfExists(folder);
            } catch (NoSuchFileException e) {
                // another instance was first
            }
        }
    }

    /** Of which exports there is a folder. */
    List<UUID> there() throws IOException {
        var found = new ArrayList<UUID>();
        if (Files.isDirectory(root)) {
            try (var folders = Files.newDirectoryStream(root)) {
                for (var folder : folders) {
                    var name = folder.getFileName().toString();
                    // What is no export's is none of our business.
                    if (EXPORT.matcher(name).matches() && Files.isDirectory(folder)) {
                        found.add(UUID.fromString(name));
                    }
                }
            }
        }
        return found;
    }
}
