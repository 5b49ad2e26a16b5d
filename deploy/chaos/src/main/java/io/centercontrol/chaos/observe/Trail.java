package io.centercontrol.chaos.observe;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.history.Subject;
import io.centercontrol.schemas.Contract;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.Proofs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;

/** The audit trail: its entries, and the checkpoints that were told of its log. */
final class Trail {
    private static final String DATABASE = "audit_service";

    private final Access access;
    private final Values values;

    Trail(Access access, Values values) {
        this.access = access;
        this.values = values;
    }

    /** The newest version of each aggregate of the topics that are looked at. */
    Map<Subject, Long> newest() throws SQLException {
        var all = new HashMap<Subject, Long>();
        for (var source : Source.ALL) {
            try (var connection = access.database(DATABASE);
                    var statement = connection.prepareStatement(
                            "select key, max(version) from entry where topic = ? group by key")) {
                statement.setString(1, source.topic().name());
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        all.put(new Subject(source.topic().name(), rows.getString(1)), rows.getLong(2));
                    }
                }
            }
        }
        return all;
    }

    void takeStock(Recorder recorder, Predicate<Subject> which) throws SQLException, IOException, InterruptedException {
        for (var source : Source.ALL) {
            entries(recorder, source, which);
        }
        checkpoints(recorder);
    }

    private void entries(Recorder recorder, Source source, Predicate<Subject> which) throws SQLException {
        try (var connection = access.database(DATABASE);
                var statement =
                        connection.prepareStatement("select key, version, event_id from entry where topic = ?")) {
            statement.setString(1, source.topic().name());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var subject = new Subject(source.topic().name(), rows.getString(1));
                    if (which.test(subject)) {
                        recorder.write(new Entry.Audited(subject, rows.getLong(2), rows.getObject(3, UUID.class)));
                    }
                }
            }
        }
    }

    private void checkpoints(Recorder recorder) throws IOException, InterruptedException {
        var size = 0L;
        var root = Hash.EMPTY;
        for (var record : Topic.read(access, Contract.AUDIT_CHECKPOINTS.name()).records()) {
            var told = values.read(record.value());
            var newSize = (Long) told.get("size");
            var newRoot = hash(told.get("root"));
            var follows = told.get("previousSize").equals(size)
                    && Proofs.isConsistent(size, root, newSize, newRoot, proof(told));
            recorder.write(new Entry.Signed(newSize, newRoot.base64(), follows));
            size = newSize;
            root = newRoot;
        }
    }

    private static ArrayList<Hash> proof(GenericRecord told) {
        var proof = new ArrayList<Hash>();
        ((Collection<?>) told.get("consistency")).forEach(hash -> proof.add(hash(hash)));
        return proof;
    }

    private static Hash hash(Object bytes) {
        var copy = new byte[((ByteBuffer) bytes).remaining()];
        ((ByteBuffer) bytes).duplicate().get(copy);
        return Hash.of(copy);
    }
}
