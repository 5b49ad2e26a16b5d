package io.centercontrol.dataplane.usage;

import io.centercontrol.dataplane.disk.WholeFile;
import io.centercontrol.events.Sender;
import io.centercontrol.events.usage.Usage;
import io.centercontrol.events.usage.UsageEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Numbered events on this instance's disk that the brokers may not have yet: a file for each record, named by its epoch and first number,
 * in the form in which it is sent. A number is given only when its event is on disk, so that there are no gaps. Each run begins an epoch
 * of its own; what an earlier one left keeps its numbers. One thread puts, another takes.
 */
final class Shelf {
    private static final System.Logger LOG = System.getLogger(Shelf.class.getName());
    private static final String ENDING = ".usage";
    private static final String DAMAGED = ".damaged";

    private final Path folder;
    private final String producer;
    private final Sender sender;
    private final Form form;
    private final long mostBytes;
    private final long epoch;
    private final UUID run = UUID.randomUUID();
    private final ConcurrentSkipListMap<String, Stored> files = new ConcurrentSkipListMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger damaged = new AtomicInteger();
    private long next = 1;

    /** A record on the disk, with what of it is to be known when it is sent; nothing of an earlier run's. */
    private record Stored(long size, List<Use> uses) {}

    /** How a record is sent. */
    @FunctionalInterface
    interface Form {
        byte[] of(Usage usage) throws IOException, InterruptedException;
    }

    /**
     * Finds what an earlier run left.
     *
     * @param form how records are sent
     * @param now in milliseconds since 1970; the epoch is this, or above the epochs that are there
     * @throws UncheckedIOException when the folder cannot be read
     */
    Shelf(Path folder, String producer, Sender sender, Form form, long mostBytes, long now) {
        this.folder = folder;
        this.producer = producer;
        this.sender = sender;
        this.form = form;
        this.mostBytes = mostBytes;
        try {
            Files.createDirectories(folder);
            try (var all = Files.newDirectoryStream(folder)) {
                for (var file : all) {
                    find(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        epoch = files.isEmpty() ? now : Math.max(now, epoch(files.lastKey()) + 1);
    }

    private void find(Path file) throws IOException {
        var name = file.getFileName().toString();
        if (name.endsWith(ENDING) && name.matches("[0-9]{19}-[0-9]{19}\\.usage")) {
            added(name, Files.size(file), List.of());
        } else if (name.endsWith(DAMAGED)) {
            damaged.incrementAndGet();
        } else {
            // Half written when a run was killed: it had no number yet.
            Files.deleteIfExists(file);
        }
    }

    private static long epoch(String name) {
        return Long.parseLong(name.substring(0, 19));
    }

    private void added(String name, long size, List<Use> uses) {
        files.put(name, new Stored(size, uses));
        bytes.addAndGet(size);
    }

    /**
     * Gives events their numbers and puts them on disk.
     *
     * @param uses come back with the record
     * @return false when there is no room for more; then none was put
     * @throws IOException when the disk takes nothing; then none was put
     */
    boolean put(List<UsageEvent> events, List<Use> uses) throws IOException, InterruptedException {
        if (!hasRoom()) {
            return false;
        }
        var name = "%019d-%019d%s".formatted(epoch, next, ENDING);
        var value = form.of(new Usage(sender, producer, epoch, run, next, events));
        var content = ByteBuffer.allocate(value.length + Integer.BYTES)
                .put(value)
                .putInt(sum(value, value.length))
                .flip();
        try {
            WholeFile.write(folder.resolve(name), content);
        } catch (IOException e) {
            // On a full disk the half of it would be in the way of the others.
            Files.deleteIfExists(folder.resolve(name + ".new"));
            throw e;
        }
        next += events.size();
        added(name, value.length + Integer.BYTES, uses);
        return true;
    }

    private static int sum(byte[] bytes, int length) {
        var sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    /** One record as it is sent, with the name of its file and what was given when it was put there in this run. */
    record Batch(String name, byte[] value, List<Use> uses) {}

    /** The oldest record; null when there is none. One that was damaged is set aside, and its numbers stay a gap. */
    @Nullable
    Batch first() throws IOException {
        for (var first = files.firstEntry(); first != null; first = files.firstEntry()) {
            var name = first.getKey();
            var file = folder.resolve(name);
            try {
                var content = Files.readAllBytes(file);
                var length = content.length - Integer.BYTES;
                if (length > 0 && ByteBuffer.wrap(content).getInt(length) == sum(content, length)) {
                    return new Batch(
                            name,
                            Arrays.copyOf(content, length),
                            first.getValue().uses());
                }
                LOG.log(Level.ERROR, "Usage that was not sent yet is damaged, and set aside as {0}.", name + DAMAGED);
                Files.move(file, folder.resolve(name + DAMAGED), StandardCopyOption.REPLACE_EXISTING);
                damaged.incrementAndGet();
            } catch (NoSuchFileException e) {
                LOG.log(Level.ERROR, "Usage that was not sent yet is gone from the disk: {0}", name);
            }
            removed(name);
        }
        return null;
    }

    /** The brokers have it. */
    void remove(Batch batch) throws IOException {
        Files.deleteIfExists(folder.resolve(batch.name()));
        removed(batch.name());
    }

    private void removed(String name) {
        var stored = files.remove(name);
        if (stored != null) {
            bytes.addAndGet(-stored.size());
        }
    }

    /** Whether one more would be taken. */
    boolean hasRoom() {
        return bytes.get() < mostBytes;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** How many records wait. */
    int records() {
        return files.size();
    }

    /** How large they are together. */
    long bytes() {
        return bytes.get();
    }

    /** How many cannot be read. */
    int damaged() {
        return damaged.get();
    }
}
