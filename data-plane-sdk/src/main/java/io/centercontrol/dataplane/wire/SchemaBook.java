package io.centercontrol.dataplane.wire;

import io.centercontrol.wire.WriterSchema;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * What each schema id stands for. Ids that were seen once are kept on disk, so that a warm start needs no registry; an
 * unknown one is asked for in the background, so that nobody waits who need not.
 *
 * <p>A registry that does not answer is asked again without end: the record may be good. One that answers {@value
 * #DENIALS} times over some seconds that it has no such schema is believed.
 */
public final class SchemaBook implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SchemaBook.class.getName());
    private static final int DENIALS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Stands for an id that the registry does not have; compared by identity. */
    private static final Schema NONE = Schema.create(Schema.Type.NULL);

    private final RegistryClient registry;
    private final SchemaTexts texts;
    private final ConcurrentHashMap<Integer, Schema> known = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Thread> searches = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** A book that starts with what the disk has. */
    public SchemaBook(RegistryClient registry, SchemaTexts texts) {
        this.registry = registry;
        this.texts = texts;
    }

    /**
     * The schema with this id.
     *
     * @throws SchemaMissing when it is not known yet; the search for it has begun
     * @throws Poison when the registry has no such schema
     */
    Schema writer(int id) throws SchemaMissing, Poison {
        var schema = known.get(id);
        if (schema == null) {
            schema = fromDisk(id);
        }
        if (schema == null) {
            search(id);
            throw new SchemaMissing(id);
        }
        if (schema == NONE) {
            throw new Poison("the registry has no schema " + id + " that anything is read with");
        }
        return schema;
    }

    /** Waits until a missing schema was found or denied; returns at once when nobody searches for it. */
    public void await(SchemaMissing missing) throws InterruptedException {
        var search = searches.get(missing.id());
        if (search != null) {
            search.join();
        }
    }

    private @Nullable Schema fromDisk(int id) {
        var text = texts.schema(id);
        if (text == null) {
            return null;
        }
        try {
            var schema = WriterSchema.parse(text);
            known.put(id, schema);
            return schema;
        } catch (SchemaParseException e) {
            LOG.log(Level.WARNING, "What the disk has of schema {0} is damaged: {1}", id, e.getMessage());
            return null;
        }
    }

    private void search(int id) {
        if (!closed) {
            searches.computeIfAbsent(
                    id, key -> Thread.ofVirtual().name("cc-schema-" + id).start(() -> find(id)));
        }
    }

    private void find(int id) {
        var denials = 0;
        var pause = FIRST_PAUSE;
        try {
            while (!closed) {
                try {
                    var text = registry.schema(id);
                    if (closed) {
                        return;
                    }
                    if (text != null) {
                        known.put(id, WriterSchema.parse(text));
                        texts.keepSchema(id, text);
                        return;
                    }
                    if (++denials == DENIALS) {
                        LOG.log(Level.ERROR, "The registry has no schema {0}.", id);
                        known.put(id, NONE);
                        return;
                    }
                } catch (IOException e) {
                    LOG.log(Level.WARNING, "Cannot ask the registry for schema {0} yet: {1}", id, e);
                } catch (SchemaParseException e) {
                    LOG.log(Level.ERROR, "Nothing is read with the registry''s schema {0}: {1}", id, e.getMessage());
                    known.put(id, NONE);
                    return;
                }
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            searches.remove(id);
        }
    }

    /** Searches end by themselves, soon. */
    @Override
    public void close() {
        closed = true;
    }
}
