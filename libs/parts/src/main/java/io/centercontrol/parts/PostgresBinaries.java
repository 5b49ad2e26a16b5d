package io.centercontrol.parts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the PostgreSQL binaries beside their archive, once. Needs neither tar nor xz on the machine. */
public final class PostgresBinaries {
    private PostgresBinaries() {}

    /**
     * The folder with {@code bin/postgres}; unpacked now if it is not there yet.
     *
     * @param folder holds the archive, whose name ends in {@code .txz}
     */
    public static Path unpack(Path folder) throws IOException {
        var unpacked = folder.resolve("unpacked");
        if (Files.exists(unpacked.resolve("bin/postgres"))) {
            return unpacked;
        }
        // Two stacks may start at once: the second waits for the first and finds its work done.
        try (var channel = FileChannel.open(
                        folder.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.exists(unpacked.resolve("bin/postgres"))) {
                Trees.delete(unpacked);
                var aside = folder.resolve("unpacking");
                Trees.delete(aside);
                unpack(archive(folder), aside);
                Files.move(aside, unpacked, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return unpacked;
    }

    private static Path archive(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no PostgreSQL archive in " + folder));
        }
    }

    private static void unpack(Path archive, Path target) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                put(tar, entry, target);
            }
        }
    }

    private static void put(InputStream content, TarArchiveEntry entry, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive points outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isFile() && !path.toString().endsWith(".a")) {
            Files.createDirectories(path.getParent());
            Files.copy(content, path);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
