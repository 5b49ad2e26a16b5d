package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.copy.DamagedCopy;
import io.centercontrol.dataplane.wire.Poison;
import io.centercontrol.dataplane.wire.SchemaMissing;
import io.centercontrol.dataplane.wire.StateReader;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The reading of a topic from its beginning by the newest records alone: nothing is applied before the end is reached. */
final class FirstReading<V> {
    private static final int SETTLED_AT_ONCE = 10_000;

    private final StateReader<?, V> reader;
    private final Sieve sieve;
    private boolean waits;

    FirstReading(StateReader<?, V> reader) {
        this.reader = reader;
        this.sieve = new Sieve(reader.keys());
    }

    /**
     * Takes a record in by its key and headers.
     *
     * @throws Unclear when these do not tell what it is about
     */
    void take(ConsumerRecord<byte[], byte[]> record) throws Unclear {
        try {
            sieve.take(record);
        } catch (Poison e) {
            throw new Unclear(
                    "partition " + record.partition() + " offset " + record.offset() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Applies the newest records.
     *
     * @param commit puts on disk what was applied; called in between, so that it does not all wait in memory
     * @return false when a schema is still missing: to be called again
     * @throws Unclear when one of them makes no sense, so that the one before it is wanted
     */
    boolean settle(Replica<V, ?> replica, Runnable commit) throws DamagedCopy, Unclear {
        var applied = 0;
        for (var kept : sieve.newest()) {
            try {
                replica.apply(reader.read(kept.id(), kept.version(), kept.value()), Instant.EPOCH);
            } catch (SchemaMissing e) {
                waits = true;
                return false;
            } catch (Poison e) {
                throw new Unclear(kept.id() + " at version " + kept.version() + ": " + e.getMessage(), e);
            }
            sieve.remove(kept);
            if (++applied % SETTLED_AT_ONCE == 0) {
                commit.run();
            }
        }
        return true;
    }

    /** Whether all is read, but a schema is missing. */
    boolean waits() {
        return waits;
    }
}
