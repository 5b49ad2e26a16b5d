package io.centercontrol.kit.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.schemas.Contract;
import io.centercontrol.wire.GuardedReader;
import io.centercontrol.wire.MalformedValue;
import io.centercontrol.wire.WireFormat;
import io.centercontrol.wire.WriterSchema;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Avro in the Confluent wire format: a zero byte, the schema's id in four bytes, the value in Avro's binary encoding. Ids
 * are asked for once and kept on disk, so that an outage of the registry stops neither a running service nor a restart.
 */
@Startup
@ApplicationScoped
public class AvroWire {
    private static final Logger LOG = Logger.getLogger(AvroWire.class);
    private static final int MOST_SHOWN = 64 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Bound to the class's own loader: in development and test there are two that have the class. */
    private static final ClassValue<SpecificData> MODELS = new ClassValue<>() {
        @Override
        protected SpecificData computeValue(Class<?> type) {
            var data = new SpecificData(type.getClassLoader());
            SpecificData.getForClass(type).getConversions().forEach(data::addLogicalTypeConversion);
            return data;
        }
    };

    private final SchemaRegistry registry;
    private final SchemaFiles files;
    private final String prefix;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    /** Ids that the registry denied just now: a sender of made-up ones does not make us ask for each record. */
    private final Cache<Integer, Boolean> denied = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    private final Map<Pair, GuardedReader<?>> readers = new ConcurrentHashMap<>();

    /** Compared by identity: a schema has one object for each id. */
    private record Pair(Schema writer, Class<?> type) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair pair && pair.writer == writer && pair.type == type;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(writer) + System.identityHashCode(type);
        }
    }

    AvroWire(SchemaRegistry registry, SchemaFiles files, RegistryConfig config) {
        this.registry = registry;
        this.files = files;
        this.prefix = config.topicPrefix();
    }

    /** The topic's name in this environment. */
    public String name(Contract.Topic topic) {
        return prefix + topic.name();
    }

    /** Fails when the registry cannot be reached now. */
    public Uni<Void> reachRegistry() {
        return registry.reach();
    }

    /**
     * Looks a topic's schema id up, so that {@link #encode} can work; to be done before the first change is accepted.
     *
     * @return fails when the registry is away or lacks the schema, and no earlier answer is on disk
     */
    public Uni<Void> prepare(Contract.Topic topic) {
        var subject = prefix + topic.subject();
        var schema = topic.publishedSchema();
        return registry.idOf(subject, schema)
                .invoke(id -> files.keepId(subject, schema, id))
                .onFailure()
                .recoverWithUni(failure -> Uni.createFrom()
                        .item(() -> files.idOf(subject, schema)
                                .orElseThrow(() -> new IllegalStateException(
                                        "no schema id is known for " + subject + " and the registry gives none",
                                        failure))))
                .invoke(id -> {
                    ids.put(topic.name(), id);
                    schemas.put(id, WriterSchema.parse(schema));
                })
                .replaceWithVoid();
    }

    /** Blocks until {@link #prepare} has worked, trying again for as long as given. */
    public void prepareNow(Contract.Topic topic, Duration patience) {
        prepare(topic)
                .onFailure()
                .invoke(failure -> LOG.warnf("schema of %s: %s", topic.name(), failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .expireIn(patience.toMillis())
                .await()
                .atMost(patience.plusSeconds(10));
    }

    /** The bytes of a record for a topic that was prepared. */
    public byte[] encode(Contract.Topic topic, SpecificRecord record) {
        var id = ids.get(topic.name());
        if (id == null) {
            throw new IllegalStateException("the schema id of " + topic.name() + " was not looked up");
        }
        var out = new ByteArrayOutputStream(512);
        out.writeBytes(WireFormat.header(id));
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<SpecificRecord>(record.getSchema(), dataOf(record.getClass()))
                    .write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array can always be written", e);
        }
        return out.toByteArray();
    }

    /**
     * Reads a record. The schema it was written with is asked of the registry once.
     *
     * @param type the generated class to read into
     * @return fails with {@link UnreadableException} or {@link UnknownSchemaException} when no attempt will ever read it,
     *     with another exception when the registry is away
     */
    public <T extends SpecificRecord> Uni<T> decode(byte[] bytes, Class<T> type) {
        var id = WireFormat.schemaId(bytes);
        if (id.isEmpty()) {
            return Uni.createFrom().failure(new UnreadableException("not in the Confluent wire format", null));
        }
        return writerSchema(id.getAsInt()).map(writer -> {
            try {
                return type.cast(reader(writer, type).read(bytes, WireFormat.HEADER));
            } catch (MalformedValue e) {
                throw new UnreadableException("not a " + type.getSimpleName() + ": " + e.getMessage(), null);
            }
        });
    }

    /**
     * Reads a record of whatever type with the schema that it was written with, for who hears topics without knowing them.
     *
     * @return fails as {@link #decode(byte[], Class)} does
     */
    public Uni<GenericRecord> decode(byte[] bytes) {
        var id = WireFormat.schemaId(bytes);
        if (id.isEmpty()) {
            return Uni.createFrom().failure(new UnreadableException("not in the Confluent wire format", null));
        }
        return writerSchema(id.getAsInt()).map(writer -> {
            try {
                return (GenericRecord) reader(writer).read(bytes, WireFormat.HEADER);
            } catch (MalformedValue | ClassCastException e) {
                throw new UnreadableException("not a " + writer.getName() + ": " + e.getMessage(), null);
            }
        });
    }

    /**
     * A record as JSON, for people; empty when its schema is not known, when it cannot be read with it, or when it has more
     * bytes than anybody reads: as JSON they would be a hundred times as many.
     */
    public Uni<Optional<JsonNode>> toJson(byte[] bytes) {
        var id = WireFormat.schemaId(bytes);
        if (id.isEmpty() || bytes.length > MOST_SHOWN) {
            return Uni.createFrom().item(Optional.empty());
        }
        return writerSchema(id.getAsInt())
                .map(writer -> Optional.of(json(bytes, writer)))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private JsonNode json(byte[] bytes, Schema writer) {
        try {
            return JSON.readTree(String.valueOf(reader(writer).read(bytes, WireFormat.HEADER)));
        } catch (IOException e) {
            throw new UncheckedIOException("not a " + writer.getName(), e);
        }
    }

    private GuardedReader<?> reader(Schema writer) {
        return readers.computeIfAbsent(
                new Pair(writer, GenericRecord.class), pair -> new GuardedReader<>(writer, writer, GenericData.get()));
    }

    private GuardedReader<?> reader(Schema writer, Class<?> type) {
        return readers.computeIfAbsent(new Pair(writer, type), pair -> {
            var data = dataOf(type);
            return new GuardedReader<>(writer, data.getSchema(type), data);
        });
    }

    private Uni<Schema> writerSchema(int id) {
        var known = schemas.get(id);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        var kept = files.schemaOf(id);
        if (kept.isPresent()) {
            schemas.put(id, kept.get());
            return Uni.createFrom().item(kept.get());
        }
        if (denied.getIfPresent(id) != null) {
            return Uni.createFrom().failure(new UnknownSchemaException(id));
        }
        return VertxContext.backHere(registry.schemaOf(id))
                .onFailure(UnknownSchemaException.class)
                .invoke(() -> denied.put(id, true))
                .invoke(schema -> {
                    files.keepSchema(id, schema);
                    schemas.put(id, schema);
                });
    }

    private static SpecificData dataOf(Class<?> type) {
        return MODELS.get(type);
    }
}
