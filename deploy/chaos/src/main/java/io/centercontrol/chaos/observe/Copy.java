package io.centercontrol.chaos.observe;

import io.centercontrol.dataplane.copy.DamagedCopy;
import io.centercontrol.dataplane.copy.DiskCopy;
import io.centercontrol.dataplane.copy.StateFolder;
import io.centercontrol.parts.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an instance's folder holds of one topic.
 *
 * @param records each record as it came, by its key
 * @param nextOffsets up to where it was read, by partition
 */
record Copy(String instanceId, Map<String, byte[]> records, Map<Integer, Long> nextOffsets) {
    private static final int TRIES = 40;
    private static final long PAUSE_MILLIS = 250;

    /**
     * Reads a copy of the folder, so that the folder itself is left as it is. The instance may be at work: what it was in
     * the middle of writing is then read again.
     *
     * @throws IOException when no whole copy can be read in ten seconds
     */
    static Copy read(Path folder, String name) throws IOException, InterruptedException {
        for (var attempt = 1; ; attempt++) {
            var aside = Files.createTempDirectory(folder.getParent(), folder.getFileName() + "-look");
            try {
                take(folder, aside);
                return open(aside, name);
            } catch (IOException | DamagedCopy | RuntimeException e) {
                if (attempt == TRIES) {
                    throw new IOException("the copy in " + folder + " cannot be read", e);
                }
                Thread.sleep(PAUSE_MILLIS);
            } finally {
                Trees.delete(aside);
            }
        }
    }

    private static void take(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static Copy open(Path folder, String name) throws IOException, DamagedCopy {
        if (!Files.exists(folder.resolve("instance-id"))) {
            throw new IOException("nothing is there yet");
        }
        try (var state = StateFolder.open(folder);
                var disk = DiskCopy.open(state, name)) {
            var whole = disk.whole();
            if (whole == null || disk.setAside() != null) {
                throw new IOException("it is not whole");
            }
            var records = new TreeMap<String, byte[]>();
            whole.records(records::put);
            return new Copy(state.instanceId(), records, whole.nextOffsets());
        }
    }
}
