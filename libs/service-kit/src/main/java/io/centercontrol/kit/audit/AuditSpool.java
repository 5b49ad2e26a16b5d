package io.centercontrol.kit.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one run of an instance, on its disk until they are told. Numbered from 1, in segment files in a folder of the
 * run's own, which is locked for as long as the process lives: of a run that has ended another one takes over what is left.
 *
 * <p>What was appended is the operating system's: it outlives the process, however that ends. A record that was being written
 * then is cut off. A segment is removed when all that is in it is told.
 *
 * <p>Format: a record is its length in four bytes, the CRC-32C of its number and bytes in four, and the bytes; big-endian. A
 * segment's name is the number of its first record.
 */
final class AuditSpool implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AuditSpool.class);
    private static final int HEADER = 8;
    private static final int LARGEST = 1 << 20;
    private static final int SEGMENT = 1 << 20;
    private static final String ENDING = ".seg";

    /**
     * Those that this process has locked. Whoever opened such a file again and closed it would let go of the lock: POSIX counts locks
     * by process, not by channel.
     */
    private static final Set<UUID> HELD = ConcurrentHashMap.newKeySet();

    private final UUID id;
    private final Path folder;
    private final FileChannel lock;
    private final TreeMap<Long, Path> segments = new TreeMap<>();
    private @Nullable FileChannel out;
    private long outSize;
    private long last;
    private long bytes;
    private long dropped;
    private Cursor told = new Cursor(0, 0, 0);

    /** Where a record ends. */
    private record Cursor(long no, long segment, long offset) {}

    /** A record, and where it ends. */
    record Found(long no, byte[] bytes, long segment, long end) {}

    private AuditSpool(UUID id, Path folder, FileChannel lock) {
        this.id = id;
        this.folder = folder;
        this.lock = lock;
    }

    /** The spool of a run that begins. */
    static AuditSpool begin(Path root, UUID run) throws IOException {
        Files.createDirectories(root.resolve(run.toString()));
        return locked(root, run).orElseThrow(() -> new IOException("another process has locked the folder of " + run));
    }

    /** Those of runs that have ended, with all that is left in them. They are this process's now. */
    static List<AuditSpool> left(Path root) throws IOException {
        var left = new ArrayList<AuditSpool>();
        try (var folders = Files.list(root)) {
            for (var one : folders.sorted().toList()) {
                var name = String.valueOf(one.getFileName());
                if (name.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
                    var spool = locked(root, UUID.fromString(name));
                    if (spool.isPresent()) {
                        spool.get().look();
                        left.add(spool.get());
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return left;
    }

    /** Empty when the run still lives, or its folder was removed in this moment. */
    @SuppressWarnings("MustBeClosedChecker") // it is open for as long as the lock is held
    private static Optional<AuditSpool> locked(Path root, UUID run) throws IOException {
        if (!HELD.add(run)) {
            return Optional.empty();
        }
        Optional<AuditSpool> locked = Optional.empty();
        try {
            locked = lock(root.resolve(run.toString()), run);
            return locked;
        } finally {
            if (locked.isEmpty()) {
                HELD.remove(run);
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // it is open for as long as the lock is held
    private static Optional<AuditSpool> lock(Path folder, UUID run) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (channel.tryLock() != null) {
            return Optional.of(new AuditSpool(run, folder, channel));
        }
        channel.close();
        return Optional.empty();
    }

    /** Finds what a run has left. */
    private synchronized void look() throws IOException {
        try (var files = Files.list(folder)) {
            for (var one : files.toList()) {
                var name = String.valueOf(one.getFileName());
                if (name.matches("[0-9]{19}\\" + ENDING)) {
                    segments.put(Long.parseLong(name.substring(0, 19)), one);
                    bytes += Files.size(one);
                }
            }
        }
        dropped = readDropped();
        last = Long.MAX_VALUE;
    }

    /** Which run it is of. */
    UUID id() {
        return id;
    }

    /** What it takes on the disk. */
    synchronized long bytes() {
        return bytes;
    }

    /** How many records there were no room for. */
    synchronized long dropped() {
        return dropped;
    }

    /** How many records wait; of a run that has ended nobody has counted them. */
    synchronized long waiting() {
        return last == Long.MAX_VALUE ? 0 : last - told.no();
    }

    /**
     * Appends a record of at most a megabyte.
     *
     * @param most what all records may take on the disk
     * @return false, and nothing is appended, when there is no room
     */
    synchronized boolean append(byte[] record, long most) throws IOException {
        if (bytes + HEADER + record.length > most) {
            return false;
        }
        if (record.length > LARGEST) {
            throw new IOException("a record of " + record.length + " bytes");
        }
        var no = last + 1;
        var channel = segmentFor(no);
        var buffer = ByteBuffer.allocate(HEADER + record.length)
                .putInt(record.length)
                .putInt(crc(no, record))
                .put(record)
                .flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            // Half a record would hide all that follow.
            channel.truncate(outSize);
            channel.position(outSize);
            throw e;
        }
        outSize += buffer.limit();
        bytes += buffer.limit();
        last = no;
        return true;
    }

    @SuppressWarnings("MustBeClosedChecker") // it is closed when the next one begins, or by close()
    private FileChannel segmentFor(long no) throws IOException {
        var current = out;
        if (current != null && outSize < SEGMENT) {
            return current;
        }
        var path = folder.resolve("%019d%s".formatted(no, ENDING));
        var next = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (current != null) {
            current.close();
        }
        segments.put(no, path);
        out = next;
        outSize = 0;
        removeBefore(told.segment());
        return next;
    }

    /** Counts records that there is no room for; the count outlives the process too. */
    synchronized void drop(long records) throws IOException {
        dropped += records;
        try (var file = new RandomAccessFile(folder.resolve("dropped").toFile(), "rw")) {
            file.writeLong(dropped);
        }
    }

    private long readDropped() throws IOException {
        var path = folder.resolve("dropped");
        if (!Files.exists(path) || Files.size(path) < Long.BYTES) {
            return 0;
        }
        return ByteBuffer.wrap(Files.readAllBytes(path)).getLong();
    }

    /** The first records behind one, at most so many. */
    synchronized List<Found> read(long after, int most) throws IOException {
        var found = new ArrayList<Found>();
        var from = told.no() == after && after > 0 ? told : new Cursor(0, 0, 0);
        var segment = from.no() == 0 ? segments.floorKey(after + 1) : Long.valueOf(from.segment());
        for (var at = segment == null && !segments.isEmpty() ? segments.firstKey() : segment;
                at != null && found.size() < most;
                at = segments.higherKey(at)) {
            readSegment(at, at == from.segment() ? from : new Cursor(at - 1, at, 0), after, most, found);
        }
        return found;
    }

    private void readSegment(long segment, Cursor from, long after, int most, List<Found> found) throws IOException {
        var all = ByteBuffer.wrap(Files.readAllBytes(segments.get(segment)));
        all.position((int) Math.min(from.offset(), all.limit()));
        for (var no = from.no() + 1; all.hasRemaining() && found.size() < most; no++) {
            var record = next(all, no);
            if (record == null) {
                LOG.warnf("%s is cut off behind entry %d", segments.get(segment), no - 1);
                return;
            }
            if (no > after) {
                found.add(new Found(no, record, segment, all.position()));
            }
        }
    }

    private static byte @Nullable [] next(ByteBuffer all, long no) {
        if (all.remaining() < HEADER) {
            return null;
        }
        var length = all.getInt();
        var crc = all.getInt();
        if (length < 0 || length > all.remaining()) {
            return null;
        }
        var record = new byte[length];
        all.get(record);
        return crc == crc(no, record) ? record : null;
    }

    private static int crc(long no, byte[] record) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(no).flip());
        crc.update(record);
        return (int) crc.getValue();
    }

    /** All records up to one are told: they may go. */
    synchronized void told(Found upTo) throws IOException {
        told = new Cursor(upTo.no(), upTo.segment(), upTo.end());
        removeBefore(upTo.segment());
    }

    private void removeBefore(long segment) throws IOException {
        var over = segments.headMap(segment);
        for (var path : over.values()) {
            bytes -= Files.size(path);
            Files.deleteIfExists(path);
        }
        over.clear();
    }

    /** Removes all of it: nothing is left to tell. */
    synchronized void remove() throws IOException {
        close();
        for (var path : segments.values()) {
            Files.deleteIfExists(path);
        }
        Files.deleteIfExists(folder.resolve("dropped"));
        Files.deleteIfExists(folder.resolve("lock"));
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            LOG.debugf("%s is not empty", folder);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (out != null) {
            out.close();
        }
        lock.close();
        HELD.remove(id);
    }
}
