package io.centercontrol.dataplane.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.TenantContext;
import io.centercontrol.kernel.TenantId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records of {@code cc.tenants.v1}, and tells those that make no sense. */
public final class TenantReader {
    private static final String VERSION = "version";

    private final AvroReader<io.centercontrol.events.tenants.Tenant> values;
    private final Shared<String> shared = new Shared<>();
    private final Shared<Set<Operation>> sharedOperations = new Shared<>();

    /** Reads with what the book knows. */
    public TenantReader(SchemaBook schemas) {
        values = new AvroReader<>(
                schemas,
                io.centercontrol.events.tenants.Tenant.class,
                io.centercontrol.events.tenants.Tenant.getClassSchema());
    }

    /**
     * What the record says.
     *
     * @throws SchemaMissing when its schema is not known yet
     * @throws Poison when it makes no sense, or contradicts itself
     */
    public TenantRecord read(ConsumerRecord<byte[], byte[]> record) throws SchemaMissing, Poison {
        return read(id(record), version(record), record.value());
    }

    /**
     * What a record says whose key and headers were read before.
     *
     * @param version of the header; null when there is none
     * @param value null for a purge
     * @throws SchemaMissing when its schema is not known yet
     * @throws Poison when it makes no sense, or contradicts itself
     */
    public TenantRecord read(TenantId id, @Nullable Long version, byte @Nullable [] value)
            throws SchemaMissing, Poison {
        if (value == null) {
            return new TenantRecord.Purge(id, version);
        }
        var tenant = tenant(value);
        if (!tenant.id().equals(id)) {
            throw new Poison("the value is tenant " + tenant.id() + ", the key says " + id);
        }
        if (version != null && version != tenant.version()) {
            throw new Poison("the header version says " + version + ", the value says " + tenant.version());
        }
        return new TenantRecord.State(tenant, value);
    }

    /**
     * The tenant that key and headers name.
     *
     * @throws Poison when the key is no tenant id, or they contradict each other
     */
    public static TenantId id(ConsumerRecord<byte[], byte[]> record) throws Poison {
        var id = key(record.key());
        var named = header(record, TenantContext.KAFKA_TENANT_ID);
        if (named != null && !named.equals(id.toString())) {
            throw new Poison("the header tenant-id says " + named + ", the key says " + id);
        }
        return id;
    }

    /**
     * The version that the header says; null when there is none.
     *
     * @throws Poison when it is no version
     */
    public static @Nullable Long version(ConsumerRecord<?, ?> record) throws Poison {
        return version(header(record, VERSION));
    }

    /** The tenant in a value that was read before. */
    public Tenant tenant(byte[] value) throws SchemaMissing, Poison {
        var read = values.read(value);
        var version = read.getChange().getVersion();
        if (version < 1) {
            throw new Poison("the version " + version + " is none");
        }
        if (!read.getChange().getAggregateId().equals(read.getId().toString())) {
            throw new Poison(
                    "the change is of " + read.getChange().getAggregateId() + ", the value is " + read.getId());
        }
        return new Tenant(
                new TenantId(read.getId()),
                version,
                read.getSlug(),
                read.getName(),
                kind(read.getKind()),
                read.getStatus().name(),
                read.getStatusReason(),
                sharedOperations.of(operations(read.getAllowedOperations())),
                read.getReady(),
                read.getHosts(),
                shared.of(read.getLocale()),
                shared.of(read.getTimeZone()),
                shared.of(read.getCurrency()),
                contacts(read.getContacts()),
                read.getPrimaryDomain(),
                shared.of(read.getRegion()),
                read.getLabels(),
                read.getCreatedAt(),
                read.getUpdatedAt(),
                domains(read.getDomains()));
    }

    /**
     * The tenant that a record is about.
     *
     * @throws Poison when the key is no tenant id
     */
    public static TenantId key(byte @Nullable [] key) throws Poison {
        if (key == null) {
            throw new Poison("the record has no key");
        }
        var text = new String(key, UTF_8);
        try {
            var id = TenantId.parse(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new Poison("the key is no tenant id");
    }

    private static @Nullable Long version(@Nullable String text) throws Poison {
        if (text == null) {
            return null;
        }
        try {
            var version = Long.parseLong(text);
            if (version >= 1) {
                return version;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Poison("the header version is no version");
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        var value = header == null ? null : header.value();
        return value == null ? null : new String(value, UTF_8);
    }

    private static Tenant.Kind kind(io.centercontrol.events.tenants.TenantKind kind) {
        return switch (kind) {
            case UNKNOWN -> Tenant.Kind.UNKNOWN;
            case LIVE -> Tenant.Kind.LIVE;
            case TEST -> Tenant.Kind.TEST;
        };
    }

    private static Set<Operation> operations(List<io.centercontrol.events.tenants.Operation> listed) {
        var operations = EnumSet.noneOf(Operation.class);
        for (var operation : listed) {
            switch (operation) {
                case NONE -> {}
                case LOGIN -> operations.add(Operation.LOGIN);
                case ORDER -> operations.add(Operation.ORDER);
                case BACKOFFICE_READ -> operations.add(Operation.BACKOFFICE_READ);
                case EXPORT -> operations.add(Operation.EXPORT);
            }
        }
        return Set.copyOf(operations);
    }

    private List<Tenant.Contact> contacts(List<io.centercontrol.events.tenants.Contact> contacts) {
        return contacts.stream()
                .map(contact -> new Tenant.Contact(
                        shared.of(contact.getRole()), contact.getName(), contact.getEmail(), contact.getPhone()))
                .toList();
    }

    private static List<Tenant.Domain> domains(List<io.centercontrol.events.tenants.Domain> domains) {
        return domains.stream()
                .map(domain ->
                        new Tenant.Domain(domain.getName(), domain.getStatus().name(), domain.getVerifiedAt()))
                .toList();
    }
}
