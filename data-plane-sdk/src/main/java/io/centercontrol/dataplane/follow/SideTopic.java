package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.thread.Loop;
import io.centercontrol.dataplane.wire.Poison;
import io.centercontrol.dataplane.wire.SchemaMissing;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A topic of one partition that is heard beside the copies: nothing that is served waits for it. What cannot be read is passed over,
 * and said.
 */
final class SideTopic implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SideTopic.class.getName());
    private static final int PARTITION = 0;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(8);

    private final Feed feed;
    private final String topic;
    private final Duration look;
    private final Hearer hearer;
    private final Loop loop;
    private volatile @Nullable Line line;

    /** Who hears it. */
    interface Hearer {
        /** The offset to begin with, between where the topic begins and where it ends. */
        long from(long beginning, long end);

        /** One record. */
        void hear(ConsumerRecord<byte[], byte[]> record) throws SchemaMissing, Poison;

        /** Everything below was heard; called at each look too, whether something came or not. */
        void passed(long next) throws InterruptedException;
    }

    /**
     * Will hear it.
     *
     * @param thread the name of the thread
     * @param look how long it waits for something before it looks around
     */
    SideTopic(String thread, Feed feed, String topic, Duration look, Hearer hearer) {
        this.feed = feed;
        this.topic = topic;
        this.look = look;
        this.hearer = hearer;
        this.loop = new Loop(thread, CLOSING, this::turn);
    }

    void start() {
        loop.start();
    }

    boolean isClosed() {
        return loop.isClosed();
    }

    /** Reads a record, and waits for its schema. */
    void read(Patience.Reading reading) throws Poison {
        Patience.read(loop, reading);
    }

    private void turn() throws InterruptedException {
        try {
            follow();
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "Cannot follow " + topic + " now.", e);
            loop.pause(PAUSE);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Following " + topic + " failed; trying again.", e);
            loop.pause(PAUSE);
        }
    }

    private void follow() throws InterruptedException, ExecutionException, TimeoutException {
        var partitions = java.util.List.of(PARTITION);
        var beginning = feed.brokers().beginning(topic, partitions, loop::isClosed);
        var end = feed.brokers().end(topic, partitions, loop::isClosed);
        var from = hearer.from(beginning.getOrDefault(PARTITION, 0L), end.getOrDefault(PARTITION, 0L));
        try (var opened = feed.open(topic, Map.of(PARTITION, from))) {
            line = opened;
            while (!loop.isClosed()) {
                var batch = opened.take(look);
                for (var record : batch.records()) {
                    hear(record);
                }
                hearer.passed(batch.next().getOrDefault(PARTITION, from));
            }
        } finally {
            line = null;
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        try {
            Patience.read(loop, () -> hearer.hear(record));
        } catch (Poison poison) {
            LOG.log(Level.WARNING, "A record of {0} is passed over: {1}.", topic, poison.getMessage());
        }
    }

    /** Stops. */
    @Override
    public void close() {
        loop.close(() -> Line.wakeAt(line));
    }
}
