package io.centercontrol.dataplane.copy;

import io.centercontrol.dataplane.StateFolderException;
import io.centercontrol.dataplane.disk.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The instance's folder, locked for this process. The lock is the operating system's: it ends with the process, however
 * that ends.
 */
public final class StateFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String INSTANCE = "instance-id";
    /** Earlier versions kept the limits in a file of their own. */
    private static final String LEFT = "governance.json";

    private final Path folder;
    private final FileChannel channel;
    private final String instanceId;

    private StateFolder(Path folder, FileChannel channel, String instanceId) {
        this.folder = folder;
        this.channel = channel;
        this.instanceId = instanceId;
    }

    /**
     * Makes the folder if it is not there, and locks it.
     *
     * @throws StateFolderException when it cannot be made or written to, or when it is in use
     */
    public static StateFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(
                    folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StateFolderException("The folder " + folder + " is in use by another running instance."
                        + " Give each instance a folder of its own (cc.state.dir), or stop the other one.");
            }
            Files.deleteIfExists(folder.resolve(LEFT));
            return new StateFolder(folder, channel, instanceId(folder.resolve(INSTANCE)));
        } catch (IOException e) {
            throw new StateFolderException("Cannot use the folder " + folder + ": " + e, e);
        }
    }

    /** The instance's id, the same for as long as the folder is kept. */
    public String instanceId() {
        return instanceId;
    }

    /** A file in the folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StateFolderException("Cannot let go of the folder " + folder, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String instanceId(Path file) throws IOException {
        if (Files.exists(file)) {
            var text = Files.readString(file).strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        var id = UUID.randomUUID().toString();
        WholeFile.write(file, id);
        return id;
    }
}
