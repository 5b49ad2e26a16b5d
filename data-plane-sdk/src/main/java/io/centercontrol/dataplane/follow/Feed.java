package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.thread.Loop;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * All that this instance reads of Kafka's state topics: one consumer for all of them, since what an instance costs at rest
 * is its connections that wait. Each topic has a {@link Line} that another thread takes from, so that what is slow or wrong
 * with one does not stop another.
 */
public final class Feed implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Feed.class.getName());
    private static final Duration CLOSING = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration GATHER = Duration.ofMillis(50);
    private static final Duration NO_ROOM = Duration.ofSeconds(1);
    private static final Duration ALONE = Duration.ofMillis(300);

    private final DataPlaneConfig config;
    private final String client;
    private final Brokers brokers;
    private final EndOfLog end;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final Loop loop = new Loop("cc-feed", CLOSING, this::turn);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean look;

    /** Reads nothing until it is started and a line is open. */
    public Feed(DataPlaneConfig config, String instanceId) {
        this.config = config;
        client = Clients.name(config, "feed", instanceId);
        brokers = new Brokers(config, client);
        end = new EndOfLog(brokers, period(config));
    }

    /** Often enough that neither a lease nor a copy's good name runs out by the asking alone, and not more often than that. */
    private static Duration period(DataPlaneConfig config) {
        var lease = config.lease();
        var wanted = lease == null ? config.staleAfter().dividedBy(2) : lease.dividedBy(8);
        var most = lease == null ? Duration.ofSeconds(2) : Duration.ofSeconds(1);
        return wanted.compareTo(most) > 0 ? most : wanted;
    }

    /** Begins. */
    public void start() {
        loop.start();
    }

    Brokers brokers() {
        return brokers;
    }

    /**
     * Begins to read a topic.
     *
     * @param from the offset to begin with in each partition
     */
    Line open(String topic, Map<Integer, Long> from) {
        var line = new Line(this, topic, from);
        lines.add(line);
        look();
        return line;
    }

    /** Has the thread look at the lines again. */
    void look() {
        look = true;
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    @Nullable
    String fault() {
        return end.fault();
    }

    private void turn() throws InterruptedException {
        look = false;
        // Lines are opened together: one consumer for all is begun once.
        Thread.sleep(GATHER);
        var open = open();
        if (open.isEmpty()) {
            if (!look) {
                Thread.sleep(GATHER);
            }
            return;
        }
        try (var reading = new Closing(Clients.consumer(config, client))) {
            consumer = reading.consumer();
            read(reading.consumer(), open);
        } catch (WakeupException e) {
            LOG.log(Level.TRACE, "Somebody wants another look.", e);
        } catch (InterruptException e) {
            throw new InterruptedException();
        } catch (KafkaException e) {
            fail(open, e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Reading failed; trying again.", e);
            fail(open, new KafkaException(e));
        } finally {
            consumer = null;
        }
    }

    /** Closes a consumer without waiting for the fetch that waits. */
    private record Closing(KafkaConsumer<byte[], byte[]> consumer) implements AutoCloseable {
        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private Set<Line> open() {
        lines.removeIf(line -> !line.isOpen());
        return Set.copyOf(lines);
    }

    private void fail(Collection<Line> failing, KafkaException why) {
        failing.forEach(line -> line.fail(why));
        if (!loop.isClosed()) {
            loop.pause(PAUSE);
        }
    }

    /**
     * Until a line comes or goes: a new partition would wait for the end of the fetch that is under way, and a new connection
     * does not.
     */
    private void read(KafkaConsumer<byte[], byte[]> reading, Set<Line> open) throws InterruptedException {
        reading.assign(open.stream().flatMap(line -> line.partitions().stream()).toList());
        open.forEach(line -> line.partitions().forEach(partition -> reading.seek(partition, line.next(partition))));
        end.askSoon();
        while (!loop.isClosed() && open.equals(open())) {
            hold(reading, open);
            end.askWhenDue(open);
            var records = poll(reading, open);
            for (var line : open) {
                put(reading, line, records);
            }
        }
    }

    private void hold(KafkaConsumer<byte[], byte[]> reading, Set<Line> open) {
        var held = open.stream().flatMap(line -> line.held().stream()).collect(Collectors.toSet());
        var paused = reading.paused();
        if (!paused.equals(held)) {
            reading.resume(paused.stream().filter(p -> !held.contains(p)).toList());
            reading.pause(held);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> reading, Set<Line> open) {
        try {
            return reading.poll(end.untilDue());
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        } catch (OffsetOutOfRangeException e) {
            failLinesOf(e.offsetOutOfRangePartitions().keySet(), open, e);
        } catch (RecordDeserializationException e) {
            failLinesOf(Set.of(e.topicPartition()), open, e);
        } catch (TopicAuthorizationException e) {
            open.stream()
                    .filter(line -> e.unauthorizedTopics().contains(line.topic()))
                    .forEach(line -> line.fail(e));
        } catch (KafkaException e) {
            blame(reading, open, e);
        }
        return ConsumerRecords.empty();
    }

    private static void failLinesOf(Set<TopicPartition> partitions, Set<Line> open, KafkaException why) {
        open.stream()
                .filter(line -> line.partitions().stream().anyMatch(partitions::contains))
                .forEach(line -> line.fail(why));
    }

    /** Finds the line whose records cannot be read, by reading each alone. */
    private void blame(KafkaConsumer<byte[], byte[]> reading, Set<Line> open, KafkaException why) {
        var all = reading.assignment();
        var failed = new ArrayList<Line>();
        for (var line : open) {
            reading.pause(all);
            reading.resume(line.partitions());
            try {
                put(reading, line, reading.poll(ALONE));
            } catch (WakeupException e) {
                // It stays in look.
            } catch (KafkaException e) {
                failed.add(line);
                line.fail(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptException(e);
            }
        }
        if (failed.isEmpty()) {
            LOG.log(Level.WARNING, "Reading failed once: {0}", why.toString());
        }
    }

    private void put(KafkaConsumer<byte[], byte[]> reading, Line line, ConsumerRecords<byte[], byte[]> records)
            throws InterruptedException {
        if (!line.isOpen()) {
            return;
        }
        var own = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var next = new HashMap<Integer, Long>();
        for (var partition : line.partitions()) {
            own.addAll(records.records(partition));
            next.put(partition.partition(), reading.position(partition));
        }
        line.put(own, next);
        if (!own.isEmpty()) {
            line.awaitRoom(NO_ROOM);
        }
    }

    /** Nothing more is read; whoever waits at a line goes on. */
    @Override
    public void close() {
        lines.forEach(Line::wake);
        look();
        loop.close();
        brokers.close();
    }
}
