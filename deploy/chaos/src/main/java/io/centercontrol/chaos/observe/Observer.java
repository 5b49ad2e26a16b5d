package io.centercontrol.chaos.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.suite.Suite;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;

/** Takes stock of a suite that has settled. */
public final class Observer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "storefront";
    private static final String DATABASE = "tenant_registry";

    private final Suite suite;
    private final Access access;
    private final Values values;

    public Observer(Suite suite) {
        this.suite = suite;
        this.access = new Access(suite);
        this.values = new Values(access);
    }

    /** Writes down all that every place holds of these tenants, and how far every instance is and says it is. */
    public void takeStock(Recorder recorder, Predicate<UUID> which, long sinceMillis)
            throws IOException, SQLException, InterruptedException {
        // The copies first: whatever they hold was on the topic before, and that in the database before that.
        var names = copies(recorder, which);
        claims(recorder, names, sinceMillis);
        topic(recorder, which);
        database(recorder, which);
    }

    /** Each tenant's newest committed version. */
    public Map<UUID, Committed> committed() throws SQLException {
        var all = new HashMap<UUID, Committed>();
        try (var connection = access.database(DATABASE);
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

    /** Each tenant's newest version that is on the topic. */
    public Map<UUID, Long> said() {
        var newest = new HashMap<UUID, Long>();
        for (var record : Topic.read(access, Contract.TENANTS.name()).records()) {
            var version = record.headers().lastHeader("version");
            if (version != null) {
                newest.merge(
                        UUID.fromString(new String(record.key(), UTF_8)),
                        Long.parseLong(new String(version.value(), UTF_8)),
                        Math::max);
            }
        }
        return newest;
    }

    /** Where the tenants' topic ends, by partition. */
    public Map<Integer, Long> ends() {
        return Topic.read(access, Contract.TENANTS.name()).ends();
    }

    /** Up to where an instance's folder holds the tenants' topic, by partition. */
    public Map<Integer, Long> stood(String instance) throws IOException, InterruptedException {
        return Copy.read(suite.folders().data(instance)).nextOffsets();
    }

    /** The furthest that an instance ever said it was on the tenants' topic, by partition. */
    public Map<Integer, Long> claimed(String instance) throws IOException, InterruptedException {
        return claimed(Copy.read(suite.folders().data(instance)).instanceId(), 0);
    }

    /** Each tenant's version in an instance's folder. */
    public Map<UUID, Long> applied(String instance) throws IOException, InterruptedException {
        var versions = new HashMap<UUID, Long>();
        for (var tenant : Copy.read(suite.folders().data(instance)).tenants().entrySet()) {
            var change = (GenericRecord) values.read(tenant.getValue()).get("change");
            versions.put(tenant.getKey().value(), (Long) change.get("version"));
        }
        return versions;
    }

    private Map<String, String> copies(Recorder recorder, Predicate<UUID> which)
            throws IOException, InterruptedException {
        var names = new TreeMap<String, String>();
        for (var instance : Suite.INSTANCES) {
            var copy = Copy.read(suite.folders().data(instance));
            names.put(copy.instanceId(), instance);
            for (var tenant : copy.tenants().entrySet()) {
                var id = tenant.getKey().value();
                if (which.test(id)) {
                    var value = values.read(tenant.getValue());
                    var change = (GenericRecord) value.get("change");
                    recorder.write(new Entry.Copied(
                            instance,
                            id,
                            (Long) change.get("version"),
                            uuid(change.get("eventId")),
                            value.get("status").toString(),
                            Content.of(value),
                            Content.digest(tenant.getValue())));
                }
            }
            copy.nextOffsets().forEach((partition, next) -> recorder.write(new Entry.Stood(instance, partition, next)));
        }
        return names;
    }

    private void claims(Recorder recorder, Map<String, String> names, long sinceMillis)
            throws IOException, InterruptedException {
        for (var name : names.entrySet()) {
            claimed(name.getKey(), sinceMillis)
                    .forEach((partition, next) -> recorder.write(new Entry.Claimed(name.getValue(), partition, next)));
        }
    }

    /** The furthest that the instance of that id ever said it was on the tenants' topic, by partition. */
    private Map<Integer, Long> claimed(String instanceId, long sinceMillis) throws IOException, InterruptedException {
        var furthest = new TreeMap<Integer, Long>();
        for (var record : Topic.read(access, Contract.positions(SERVICE).name()).records()) {
            if (record.value() == null
                    || record.timestamp() < sinceMillis
                    || !instanceId.equals(new String(record.key(), UTF_8))) {
                continue;
            }
            for (var position : (Iterable<?>) values.read(record.value()).get("partitions")) {
                var at = (GenericRecord) position;
                if (at.get("topic").toString().equals(Contract.TENANTS.name())) {
                    furthest.merge((Integer) at.get("partition"), (Long) at.get("nextOffset"), Math::max);
                }
            }
        }
        return furthest;
    }

    private void topic(Recorder recorder, Predicate<UUID> which) throws IOException, InterruptedException {
        var topic = Topic.read(access, Contract.TENANTS.name());
        for (var record : topic.records()) {
            var id = UUID.fromString(new String(record.key(), UTF_8));
            if (!which.test(id) || record.value() == null) {
                continue;
            }
            var value = values.read(record.value());
            var change = (GenericRecord) value.get("change");
            recorder.write(new Entry.Said(
                    record.partition(),
                    record.offset(),
                    id,
                    (Long) change.get("version"),
                    uuid(change.get("eventId")),
                    value.get("status").toString(),
                    Content.of(value),
                    Content.digest(record.value())));
        }
        topic.ends().forEach((partition, end) -> recorder.write(new Entry.End(partition, end)));
    }

    private void database(Recorder recorder, Predicate<UUID> which) throws SQLException, IOException {
        try (var connection = access.database(DATABASE);
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("select id, version, event_id, document from tenant")) {
                while (rows.next()) {
                    var id = rows.getObject(1, UUID.class);
                    var document = JSON.readTree(rows.getString(4));
                    if (which.test(id)) {
                        recorder.write(new Entry.Row(
                                id,
                                rows.getLong(2),
                                rows.getObject(3, UUID.class),
                                document.path("status").asText(),
                                Content.of(document)));
                    }
                }
            }
            try (var rows = statement.executeQuery("select tenant_id, version, event_id, document, reason"
                    + " from tenant_history order by tenant_id, version")) {
                while (rows.next()) {
                    var id = rows.getObject(1, UUID.class);
                    var document = JSON.readTree(rows.getString(4));
                    if (which.test(id)) {
                        recorder.write(new Entry.Past(
                                id,
                                rows.getLong(2),
                                rows.getObject(3, UUID.class),
                                document.path("status").asText(),
                                Content.of(document),
                                rows.getString(5)));
                    }
                }
            }
        }
    }

    private static UUID uuid(Object text) {
        return UUID.fromString(text.toString());
    }
}
