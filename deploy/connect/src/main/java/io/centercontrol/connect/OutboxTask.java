package io.centercontrol.connect;

import io.debezium.config.Configuration;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Debezium's task for PostgreSQL, which loses nothing to a slot that somebody dropped: a row stays in the outbox until its
 * event is on its topic, and what stands there from before the slot began is carried first (decision 0022).
 *
 * <p>And three things that Debezium does while nothing happens are done in another way:
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
    private static final Logger LOG = LoggerFactory.getLogger(OutboxTask.class);
    private static final int MOST_AT_ONCE = 2048;

    private @Nullable SourceRecord committed;
    private @Nullable Object awaiting;
    private @Nullable OutboxTable table;
    private @Nullable Carried carried;
    private @Nullable Beginning beginning;

    @Override
    public ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> start(Configuration config) {
        if (!"required".equalsIgnoreCase(config.getString("exactly.once.support"))) {
            throw new ConnectException("an outbox is carried exactly once: set exactly.once.support=required");
        }
        committed = null;
        leaveTable();
        var outbox = new OutboxTable(config);
        table = outbox;
        carried = new Carried(outbox);
        beginning = Beginning.of(outbox, config, context.offsetStorageReader());
        return super.start(config);
    }

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        if (carried != null) {
            carried.forgetSometimes();
        }
        return beginning == null ? pollAll() : begin(beginning);
    }

    private List<SourceRecord> begin(Beginning with) throws InterruptedException {
        if (!with.holds()) {
            with.hold(pollAll());
        }
        var records = with.next();
        if (with.isOver()) {
            beginning = null;
        }
        return records;
    }

    /** What is queued, or comes first. */
    private List<SourceRecord> pollAll() throws InterruptedException {
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
        committed = LostEvents.isOne(record) ? committed : record;
        if (carried != null) {
            carried.add(record);
        }
    }

    @Override
    public void performCommit() {
        var last = committed;
        if (last != null && coordinator != null) {
            coordinator.commitOffset(last.sourcePartition(), last.sourceOffset());
            committed = null;
        }
    }

    @Override
    protected void doStop() {
        super.doStop();
        leaveTable();
    }

    private void leaveTable() {
        if (carried != null) {
            carried.forget();
            carried = null;
        }
        if (table != null) {
            try {
                table.close();
            } catch (SQLException e) {
                LOG.warn("the connection to the outbox was not closed: {}", e.toString());
            }
            table = null;
        }
        beginning = null;
    }
}
