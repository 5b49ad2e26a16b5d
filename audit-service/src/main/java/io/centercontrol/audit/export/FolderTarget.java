package io.centercontrol.audit.export;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A folder of this machine, or one that is mounted. A file comes into its place whole or not at all. */
final class FolderTarget {
    private final Optional<Path> root;

    FolderTarget(Optional<Path> root) {
        this.root = root;
    }

    boolean isThere() {
        return root.isPresent();
    }

    /**
     * Puts a file, then its manifest.
     *
     * @param place under the root; what leads out of it, by whatever link, is refused
     */
    void put(String place, Path file, byte[] manifest) throws IOException {
        var in = root.orElseThrow(() -> new IOException("cc.export.target-folder is not configured any more"));
        Files.createDirectories(in);
        var real = in.toRealPath();
        var at = real.resolve(place).normalize();
        if (!at.startsWith(real)) {
            throw new IOException(place + " leads out of the folder of exports");
        }
        if (!Files.createDirectories(at.getParent()).toRealPath().startsWith(real)) {
            throw new IOException(place + " leads out of the folder of exports by a link");
        }
        place(at, draft -> Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING));
        place(at.resolveSibling(at.getFileName() + ".manifest.json"), draft -> Files.write(draft, manifest));
    }

    /** Writes a draft. */
    private interface Writing {
        void to(Path draft) throws IOException;
    }

    private static void place(Path at, Writing writing) throws IOException {
        var draft = Files.createTempFile(at.getParent(), ".", ".draft");
        try {
            writing.to(draft);
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, at, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
