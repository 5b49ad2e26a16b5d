package io.centercontrol.connect;

import io.debezium.config.Configuration;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's task for PostgreSQL, but for three things that it does while nothing happens.
 *
 * <ul>
 *   <li>It waits for the first record and not for its interval: with {@code max.batch.size=1} Debezium's queue wakes whoever
 *       polls at each record, and what else waits by then is taken along here.
 *   <li>What was committed is told to PostgreSQL out of the records that Connect says it has committed. Debezium reads its
 *       offsets back from Kafka for that, after each poll, empty ones too.
 *   <li>The thread that reads the log waits for its socket, see {@link Awaiting}.
 * </ul>
 *
 * <p>The second is right with exactly once alone, where records and their offsets are committed together (KIP-618), so a task
 * without {@code exactly.once.support=required} does not start. One thread, Connect's, calls all of this.
 */
public final class OutboxTask extends PostgresConnectorTask {
    private static final int MOST_AT_ONCE = 2048;

    private @Nullable SourceRecord committed;
    private @Nullable Object awaiting;

    @Override
    public ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> start(Configuration config) {
        if (!"required".equalsIgnoreCase(config.getString("exactly.once.support"))) {
            throw new ConnectException("an outbox is carried exactly once: set exactly.once.support=required");
        }
        committed = null;
        return super.start(config);
    }

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        awaitSocket();
        var queue = Inside.queue(this);
        var records = pollRecords(queue);
        if (records.isEmpty() || isEmpty(queue)) {
            return records;
        }
        var all = new ArrayList<>(records);
        while (all.size() < MOST_AT_ONCE && !isEmpty(queue)) {
            all.addAll(pollRecords(queue));
        }
        return all;
    }

    private static boolean isEmpty(ChangeEventQueue<DataChangeEvent> queue) {
        return queue.remainingCapacity() == queue.totalCapacity();
    }

    /** The reader of the log is made in a thread of its own, and anew after a fault. */
    private void awaitSocket() {
        if (coordinator == null) {
            return;
        }
        var source = coordinator.getStreamingSource().orElse(null);
        if (source != null && source != awaiting) {
            Inside.pause(source, new Awaiting());
            awaiting = source;
        }
    }

    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        committed = record;
    }

    @Override
    public void performCommit() {
        var last = committed;
        if (last != null && coordinator != null) {
            coordinator.commitOffset(last.sourcePartition(), last.sourceOffset());
            committed = null;
        }
    }
}
