package io.centercontrol.chaos.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.history.Subject;
import io.centercontrol.chaos.suite.Suite;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes stock of a suite that has settled. */
public final class Observer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "storefront";
    private static final String VERSION = "version";
    private static final String STATUS = "status";

    private final Suite suite;
    private final Access access;
    private final Values values;
    private final Trail trail;
    private final Uses uses;

    public Observer(Suite suite) {
        this.suite = suite;
        this.access = new Access(suite);
        this.values = new Values(access);
        this.trail = new Trail(access, values);
        this.uses = new Uses(access);
    }

    /** Writes down all that every place holds of these subjects, and how far every instance is and says it is. */
    public void takeStock(Recorder recorder, Predicate<Subject> which, long sinceMillis)
            throws IOException, SQLException, InterruptedException {
        // In this order, since instances may be at work: what they claimed their copies held before, whatever those
        // hold was on the
        // topic before, and that in the database before that.
        claims(recorder, sinceMillis);
        copies(recorder, which);
        for (var source : Source.ALL) {
            topic(recorder, source, which);
        }
        for (var source : Source.ALL) {
            database(recorder, source, which);
        }
        trail.takeStock(recorder, which);
        orders(recorder, which);
        for (var counted : uses.all()) {
            if (which.test(counted.subject())) {
                recorder.write(counted);
            }
        }
    }

    /** What tenants' orders come to, in the shop's database and in the platform's figures. */
    public List<Entry.Counted> uses() throws SQLException {
        return uses.all();
    }

    /** The newest version of all that the audit trail has entries of. */
    public Map<Subject, Long> audited() throws SQLException {
        return trail.newest();
    }

    /** Each tenant's newest committed version. */
    public Map<UUID, Committed> committed() throws SQLException {
        var all = new HashMap<UUID, Committed>();
        try (var connection = access.database(Source.TENANTS.database());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id, version, event_id, status from tenant")) {
            while (rows.next()) {
                all.put(
                        rows.getObject(1, UUID.class),
                        new Committed(rows.getLong(2), rows.getObject(3, UUID.class), rows.getString(4)));
            }
        }
        return all;
    }

    /** What the owner holds of a tenant. */
    public record Committed(long version, UUID eventId, String status) {}

    /** The version of all that the owners hold. */
    public Map<Subject, Long> held() throws SQLException {
        var all = new HashMap<Subject, Long>();
        for (var source : Source.ALL) {
            try (var connection = access.database(source.database());
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(source.rows())) {
                while (rows.next()) {
                    all.put(subject(source, rows.getString(1)), rows.getLong(2));
                }
            }
        }
        return all;
    }

    /** The newest version of all that is said on the topics, but for what was said to be erased. */
    public Map<Subject, Long> saidOfAll() {
        var newest = new HashMap<Subject, Long>();
        for (var source : Source.ALL) {
            said(source, newest);
        }
        return newest;
    }

    /** Each tenant's newest version that is on the topic. */
    public Map<UUID, Long> said() {
        var newest = new HashMap<Subject, Long>();
        said(Source.TENANTS, newest);
        return tenants(newest);
    }

    private void said(Source source, Map<Subject, Long> newest) {
        var ended = new HashMap<Subject, Long>();
        for (var record : Topic.read(access, source.topic().name()).records()) {
            var version = version(record);
            if (version >= 0) {
                (record.value() == null ? ended : newest)
                        .merge(subject(source, new String(record.key(), UTF_8)), version, Math::max);
            }
        }
        ended.forEach(
                (subject, version) -> newest.computeIfPresent(subject, (_, said) -> said > version ? said : null));
    }

    /** Where the tenants' topic ends, by partition. */
    public Map<Integer, Long> ends() {
        return Topic.read(access, Contract.TENANTS.name()).ends();
    }

    /** Up to where an instance's folder holds the tenants' topic, by partition. */
    public Map<Integer, Long> stood(String instance) throws IOException, InterruptedException {
        return Copy.read(suite.folders().data(instance), tenantsCopy()).nextOffsets();
    }

    /** The furthest that an instance ever said it was on the tenants' topic, by partition. */
    public Map<Integer, Long> claimed(String instance) throws IOException, InterruptedException {
        var id = Copy.read(suite.folders().data(instance), tenantsCopy()).instanceId();
        return claimed(id, 0).getOrDefault(Contract.TENANTS.name(), Map.of());
    }

    /** Each tenant's version in an instance's folder. */
    public Map<UUID, Long> applied(String instance) throws IOException, InterruptedException {
        var versions = new HashMap<Subject, Long>();
        applied(Source.TENANTS, tenantsCopy(), instance, versions);
        return tenants(versions);
    }

    /** The version of all that an instance's folder holds. */
    public Map<Subject, Long> appliedOfAll(String instance) throws IOException, InterruptedException {
        var versions = new HashMap<Subject, Long>();
        for (var source : Source.ALL) {
            var copy = source.copy();
            if (copy != null) {
                applied(source, copy, instance, versions);
            }
        }
        return versions;
    }

    /** Whether instances keep a copy of the subject's topic. */
    public boolean isCopied(Subject subject) {
        return Source.ALL.stream()
                .anyMatch(
                        source -> source.copy() != null && source.topic().name().equals(subject.topic()));
    }

    private void applied(Source source, String copy, String instance, Map<Subject, Long> versions)
            throws IOException, InterruptedException {
        for (var record :
                Copy.read(suite.folders().data(instance), copy).records().entrySet()) {
            var change = (GenericRecord) values.read(record.getValue()).get("change");
            versions.put(subject(source, record.getKey()), (Long) change.get(VERSION));
        }
    }

    private void copies(Recorder recorder, Predicate<Subject> which) throws IOException, InterruptedException {
        for (var instance : Suite.INSTANCES) {
            for (var source : Source.ALL) {
                var name = source.copy();
                if (name == null) {
                    continue;
                }
                var copy = Copy.read(suite.folders().data(instance), name);
                for (var record : copy.records().entrySet()) {
                    var subject = subject(source, record.getKey());
                    if (which.test(subject)) {
                        var value = values.read(record.getValue());
                        var change = (GenericRecord) value.get("change");
                        recorder.write(new Entry.Copied(
                                instance,
                                subject,
                                (Long) change.get(VERSION),
                                uuid(change.get("eventId")),
                                status(source, value),
                                content(source, value),
                                Content.digest(record.getValue())));
                    }
                }
                copy.nextOffsets()
                        .forEach((partition, next) -> recorder.write(
                                new Entry.Stood(instance, source.topic().name(), partition, next)));
            }
        }
    }

    private void claims(Recorder recorder, long sinceMillis) throws IOException, InterruptedException {
        for (var instance : Suite.INSTANCES) {
            var id = Copy.read(suite.folders().data(instance), tenantsCopy()).instanceId();
            claimed(id, sinceMillis)
                    .forEach((topic, partitions) -> partitions.forEach(
                            (partition, next) -> recorder.write(new Entry.Claimed(instance, topic, partition, next))));
        }
    }

    /** The furthest that the instance of that id ever said it was, by topic and partition. */
    private Map<String, Map<Integer, Long>> claimed(String instanceId, long sinceMillis)
            throws IOException, InterruptedException {
        var furthest = new TreeMap<String, Map<Integer, Long>>();
        for (var record : Topic.read(access, Contract.positions(SERVICE).name()).records()) {
            // What cannot be read is not this instance's word.
            if (record.value() == null
                    || record.timestamp() < sinceMillis
                    || !instanceId.equals(new String(record.key(), UTF_8))) {
                continue;
            }
            for (var position : (Iterable<?>) values.read(record.value()).get("partitions")) {
                var at = (GenericRecord) position;
                furthest.computeIfAbsent(at.get("topic").toString(), _ -> new TreeMap<>())
                        .merge((Integer) at.get("partition"), (Long) at.get("nextOffset"), Math::max);
            }
        }
        return furthest;
    }

    private void topic(Recorder recorder, Source source, Predicate<Subject> which)
            throws IOException, InterruptedException {
        var topic = Topic.read(access, source.topic().name());
        for (var record : topic.records()) {
            var subject = subject(source, new String(record.key(), UTF_8));
            if (!which.test(subject)) {
                continue;
            }
            if (record.value() == null) {
                recorder.write(new Entry.Ended(record.partition(), record.offset(), subject, version(record)));
                continue;
            }
            var value = values.read(record.value());
            var change = (GenericRecord) value.get("change");
            recorder.write(new Entry.Said(
                    record.partition(),
                    record.offset(),
                    subject,
                    (Long) change.get(VERSION),
                    uuid(change.get("eventId")),
                    status(source, value),
                    content(source, value),
                    Content.digest(record.value())));
        }
        if (source.copy() != null) {
            topic.ends()
                    .forEach((partition, end) ->
                            recorder.write(new Entry.End(source.topic().name(), partition, end)));
        }
    }

    private void database(Recorder recorder, Source source, Predicate<Subject> which) throws SQLException, IOException {
        try (var connection = access.database(source.database());
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(source.rows())) {
                while (rows.next()) {
                    var subject = subject(source, rows.getString(1));
                    if (which.test(subject)) {
                        var event = rows.getObject(3, UUID.class);
                        var document = source.isTenants() ? JSON.readTree(rows.getString(4)) : null;
                        recorder.write(new Entry.Row(
                                subject,
                                rows.getLong(2),
                                event,
                                document == null ? "" : document.path(STATUS).asText(),
                                document == null ? event.toString() : Content.of(document)));
                    }
                }
            }
            try (var rows = statement.executeQuery(source.past())) {
                while (rows.next()) {
                    var subject = subject(source, rows.getString(1));
                    if (which.test(subject)) {
                        var event = rows.getObject(3, UUID.class);
                        var document = source.isTenants() ? JSON.readTree(rows.getString(5)) : null;
                        recorder.write(new Entry.Past(
                                subject,
                                rows.getLong(2),
                                event,
                                document == null ? "" : document.path(STATUS).asText(),
                                document == null ? event.toString() : Content.of(document),
                                rows.getString(4)));
                    }
                }
            }
        }
    }

    private void orders(Recorder recorder, Predicate<Subject> which) throws SQLException {
        try (var connection = access.database(SERVICE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select o.tenant_id, coalesce(k.key, ''), o.id from customer_order o"
                        + " left join order_key k on k.tenant_id = o.tenant_id and k.order_id = o.id")) {
            while (rows.next()) {
                var subject = Subject.tenant(rows.getObject(1, UUID.class));
                if (which.test(subject)) {
                    recorder.write(new Entry.Placed(subject, rows.getString(2), rows.getObject(3, UUID.class)));
                }
            }
        }
    }

    private static String tenantsCopy() {
        return String.valueOf(Source.TENANTS.copy());
    }

    private static Subject subject(Source source, String key) {
        return new Subject(source.topic().name(), key);
    }

    private static Map<UUID, Long> tenants(Map<Subject, Long> of) {
        var tenants = new HashMap<UUID, Long>();
        of.forEach((subject, version) -> tenants.put(UUID.fromString(subject.key()), version));
        return tenants;
    }

    private static String status(Source source, GenericRecord value) {
        return source.isTenants() ? value.get(STATUS).toString() : "";
    }

    /** What a version is: of tenants all of it, of others the event, which is one version's alone. */
    private static String content(Source source, GenericRecord value) {
        return source.isTenants()
                ? Content.of(value)
                : uuid(((GenericRecord) value.get("change")).get("eventId")).toString();
    }

    private static long version(ConsumerRecord<byte[], byte[]> record) {
        var version = record.headers().lastHeader(VERSION);
        return version == null ? -1 : Long.parseLong(new String(version.value(), UTF_8));
    }

    private static UUID uuid(Object text) {
        return UUID.fromString(text.toString());
    }
}
