package io.centercontrol.connect;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresStreamingChangeEventSource;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.util.DelayStrategy;
import java.lang.reflect.Field;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The two places inside of Debezium that it has no setting for. In another version they may be gone: then no task starts,
 * rather than one that is slow without a word.
 */
final class Inside {
    private static final Field QUEUE = field(PostgresConnectorTask.class, "queue");
    private static final Field PAUSE = field(PostgresStreamingChangeEventSource.class, "pauseNoMessage");

    private Inside() {}

    /** What the reader of the log has read and the task has not yet taken. */
    @SuppressWarnings("unchecked")
    static ChangeEventQueue<DataChangeEvent> queue(PostgresConnectorTask task) {
        try {
            return (ChangeEventQueue<DataChangeEvent>) QUEUE.get(task);
        } catch (IllegalAccessException e) {
            throw new ConnectException("cannot see the queue of a task", e);
        }
    }

    /** Gives the reader of a log another pause for when there is nothing to read. */
    static void pause(Object source, DelayStrategy pause) {
        try {
            PAUSE.set(source, pause);
        } catch (IllegalAccessException | IllegalArgumentException e) {
            throw new ConnectException("cannot give " + source.getClass() + " another pause", e);
        }
    }

    private static Field field(Class<?> type, String name) {
        try {
            var field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new ConnectException("this version of Debezium has no " + type.getSimpleName() + "." + name, e);
        }
    }
}
