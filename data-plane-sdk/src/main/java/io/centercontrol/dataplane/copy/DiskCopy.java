package io.centercontrol.dataplane.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.dataplane.StateFolderException;
import io.centercontrol.dataplane.wire.SchemaTexts;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The file with the copy of one topic, and with the schemas that its records were written with. One thread uses it; only
 * schemas may be asked for and handed over by others. It holds one whole edition at most, and one that is being read anew
 * beside it; the switch from one to the other is a single commit. A commit is forced to the disk before it returns.
 *
 * <p>MVStore answers a damaged file with anything from its own exception to a failed assertion or a claim of gigabytes.
 * All of that means the same here. A file that cannot be read is set aside under another name, never deleted: somebody will want to know.
 */
public final class DiskCopy implements AutoCloseable, SchemaTexts {
    private static final System.Logger LOG = System.getLogger(DiskCopy.class.getName());
    private static final String FORMAT = "1";
    private static final String WHOLE = "whole";
    private static final int CACHE_MEGABYTES = 4;
    private static final int RETENTION_MILLIS = 5_000;
    private static final int COMMITS_TO_TIDY = 100;
    private static final int WORTH_TIDYING_PERCENT = 60;
    private static final int TIDY_BYTES = 4 << 20;

    private final MVStore store;
    private final String name;
    private final CheckedMap meta;
    private final CheckedMap schemas;
    private final ConcurrentHashMap<String, String> schemaTexts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Map.Entry<String, String>> unsaved = new ConcurrentLinkedQueue<>();
    private final @Nullable String setAside;
    private int commits;

    private DiskCopy(MVStore store, String name, @Nullable String setAside) throws DamagedCopy {
        this.store = store;
        this.name = name;
        this.setAside = setAside;
        this.meta = CheckedMap.open(store, "meta");
        this.schemas = CheckedMap.open(store, "schemas");
        schemas.forEach((key, value) -> schemaTexts.put(key, new String(value, UTF_8)));
        var format = meta.text("format");
        if (format != null && !format.equals(FORMAT)) {
            throw new DamagedCopy("the copy has the format " + format + ", this SDK reads " + FORMAT);
        }
        meta.put("format", FORMAT);
    }

    /**
     * Opens the copy; a damaged one is set aside, and an empty one made in its place.
     *
     * @param name of what it is a copy of; names the file
     * @throws StateFolderException when the file can be neither opened nor set aside
     */
    public static DiskCopy open(StateFolder folder, String name) {
        var file = file(folder, name);
        try {
            return open(file, name, null);
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new StateFolderException("The file " + file + " is in use by another process.", e);
            }
            return openEmpty(file, name, e);
        } catch (DamagedCopy | RuntimeException | AssertionError | OutOfMemoryError e) {
            return openEmpty(file, name, e);
        }
    }

    /**
     * Closes this copy, sets its file aside, and opens an empty one.
     *
     * @throws StateFolderException when the file can be neither opened nor set aside
     */
    public DiskCopy replaced(StateFolder folder, Exception why) {
        store.closeImmediately();
        return openEmpty(file(folder, name), name, why);
    }

    private static Path file(StateFolder folder, String name) {
        return folder.file(name + ".mv");
    }

    private static DiskCopy open(Path file, String name, @Nullable String setAside) throws DamagedCopy {
        var store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(CACHE_MEGABYTES)
                .open();
        store.setRetentionTime(RETENTION_MILLIS);
        try {
            var copy = new DiskCopy(store, name, setAside);
            copy.commit();
            return copy;
        } catch (DamagedCopy | RuntimeException | AssertionError | OutOfMemoryError e) {
            store.closeImmediately();
            throw e;
        }
    }

    private static DiskCopy openEmpty(Path file, String name, Throwable why) {
        var aside = file.resolveSibling(
                file.getFileName() + ".damaged-" + Instant.now().toEpochMilli());
        try {
            Files.move(file, aside);
            LOG.log(
                    Level.ERROR,
                    "The copy " + file + " cannot be read; it is set aside as " + aside
                            + " and read anew from the topic.",
                    why);
            return open(file, name, aside.toString());
        } catch (IOException | DamagedCopy | MVStoreException e) {
            e.addSuppressed(why);
            throw new StateFolderException("The copy " + file + " can be neither read nor replaced.", e);
        }
    }

    /** Where a damaged file was moved to when this copy was opened; null when there was none. */
    public @Nullable String setAside() {
        return setAside;
    }

    /** The edition that is whole; null when there is none. */
    public @Nullable Edition whole() throws DamagedCopy {
        try {
            var number = meta.text(WHOLE);
            return number == null ? null : Edition.load(store, name, Integer.parseInt(number));
        } catch (RuntimeException | AssertionError | OutOfMemoryError e) {
            throw new DamagedCopy("the copy cannot be read: " + e.getMessage(), e);
        }
    }

    /** An empty edition for what is read from the beginning; another unfinished one is dropped. */
    public Edition begin(String topicId) throws DamagedCopy {
        var whole = meta.text(WHOLE);
        return Edition.create(store, name, whole == null ? 1 : Integer.parseInt(whole) + 1, topicId);
    }

    /** Makes an edition the whole one, and drops the one before. */
    public void adopt(Edition edition) throws DamagedCopy {
        var before = meta.text(WHOLE);
        meta.put(WHOLE, Integer.toString(edition.number()));
        commit();
        if (before != null && Integer.parseInt(before) != edition.number()) {
            Edition.drop(store, name, Integer.parseInt(before));
            commit();
        }
    }

    /** Puts all that was changed on the disk, and returns when it is there. Now and then it makes room, too. */
    public void commit() {
        for (var schema = unsaved.poll(); schema != null; schema = unsaved.poll()) {
            schemas.put(schema.getKey(), schema.getValue());
        }
        store.commit();
        store.sync();
        if (++commits % COMMITS_TO_TIDY == 0) {
            store.compact(WORTH_TIDYING_PERCENT, TIDY_BYTES);
        }
    }

    /** Keeps the schemas that another copy has in memory, whatever became of its file. */
    void takeOverSchemas(DiskCopy other) {
        other.schemaTexts.forEach(this::keep);
    }

    /** Whether schemas wait for the next commit. */
    public boolean hasUnsavedSchemas() {
        return !unsaved.isEmpty();
    }

    @Override
    public @Nullable String schema(int id) {
        return schemaTexts.get("schema/" + id);
    }

    @Override
    public void keepSchema(int id, String text) {
        keep("schema/" + id, text);
    }

    @Override
    public @Nullable Integer id(String name) {
        var id = schemaTexts.get("id/" + name);
        return id == null ? null : Integer.valueOf(id);
    }

    @Override
    public void keepId(String name, int id) {
        keep("id/" + name, Integer.toString(id));
    }

    /** Schemas come from many threads, some of which get interrupted, and an interrupt in the middle of it closes a file. */
    private void keep(String key, String value) {
        if (!value.equals(schemaTexts.put(key, value))) {
            unsaved.add(Map.entry(key, value));
        }
    }

    /**
     * Commits and closes the file. Without the compaction that a longer time to close allows: MVStore 2.4.240 fails an
     * assertion of its own in it, where it moves chunks.
     */
    @Override
    public void close() {
        if (!store.isClosed()) {
            commit();
            store.close(0);
        }
    }

    /** Closes the file as it is, without writing anything more. */
    public void abandon() {
        store.closeImmediately();
    }
}
