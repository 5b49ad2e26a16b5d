package io.centercontrol.dataplane.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One topic's part of the {@link Feed}: the feed's thread puts in what it has read, the thread of whoever follows the topic
 * takes it out, and waits without a cost while there is nothing.
 */
final class Line implements AutoCloseable {
    private static final int MOST_RECORDS = 5_000;
    private static final long MOST_BYTES = 8L << 20;

    private final Feed feed;
    private final String topic;
    private final List<TopicPartition> partitions;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition room = lock.newCondition();
    private List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private long bytes;
    private final Map<Integer, Long> next;
    private @Nullable End end;
    private @Nullable KafkaException failure;
    private boolean woken;
    private volatile Set<Integer> held = Set.of();
    private volatile boolean open = true;

    /** @param from where to begin in each partition */
    Line(Feed feed, String topic, Map<Integer, Long> from) {
        this.feed = feed;
        this.topic = topic;
        this.next = new HashMap<>(from);
        this.partitions = from.keySet().stream()
                .sorted()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /**
     * What came since the last time.
     *
     * @param records in the order of their offsets, by partition
     * @param next for each partition the offset behind these records, past what is none, such as markers of transactions
     * @param end where the log ended when the brokers were asked last; null when no answer came since
     */
    record Batch(
            List<ConsumerRecord<byte[], byte[]>> records,
            Map<Integer, Long> next,
            @Nullable End end) {}

    /**
     * Where the log ended.
     *
     * @param sentAt {@link System#nanoTime} before the question was sent
     * @param sentAtWall the same by the wall clock
     * @param topicId the topic's id, asked for after the ends
     * @param count how many partitions the topic has
     * @param ends the last stable offset of each partition that is read
     * @param readBefore up to where the feed had read before it asked
     */
    record End(
            long sentAt,
            Instant sentAtWall,
            String topicId,
            int count,
            Map<Integer, Long> ends,
            Map<Integer, Long> readBefore) {}

    /**
     * Waits until there is something, or the time is over, or somebody {@link #wake wakes} it.
     *
     * @throws KafkaException when the topic cannot be read on; nothing more comes by this line
     */
    Batch take(Duration most) throws InterruptedException {
        lock.lock();
        try {
            var left = most.toNanos();
            while (records.isEmpty() && end == null && failure == null && !woken && left > 0) {
                left = news.awaitNanos(left);
            }
            woken = false;
            if (failure != null && records.isEmpty()) {
                throw failure;
            }
            var batch = new Batch(records, Map.copyOf(next), end);
            if (isFull()) {
                // It may be that this line is not read for that alone.
                feed.look();
            }
            records = new ArrayList<>();
            bytes = 0;
            end = null;
            room.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Has {@link #take} return where there is a line. */
    static void wakeAt(@Nullable Line line) {
        if (line != null) {
            line.wake();
        }
    }

    /** Has {@link #take} return. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Reads no more of these partitions until told otherwise: whoever takes cannot go on with them now. */
    void hold(Set<Integer> waiting) {
        if (!held.equals(waiting)) {
            held = Set.copyOf(waiting);
            feed.look();
        }
    }

    /** Why the brokers did not say where the log ends when they were asked last; null when they did. */
    @Nullable
    String fault() {
        return feed.fault();
    }

    String topic() {
        return topic;
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    boolean isOpen() {
        return open;
    }

    /** What is not to be read now. */
    Set<TopicPartition> held() {
        if (isFull()) {
            return Set.copyOf(partitions);
        }
        var waiting = held;
        return partitions.stream()
                .filter(partition -> waiting.contains(partition.partition()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where the feed goes on. */
    long next(TopicPartition partition) {
        lock.lock();
        try {
            return next.getOrDefault(partition.partition(), 0L);
        } finally {
            lock.unlock();
        }
    }

    /** Where the feed goes on, in all partitions. */
    Map<Integer, Long> next() {
        lock.lock();
        try {
            return Map.copyOf(next);
        } finally {
            lock.unlock();
        }
    }

    boolean isFull() {
        lock.lock();
        try {
            return records.size() >= MOST_RECORDS || bytes >= MOST_BYTES;
        } finally {
            lock.unlock();
        }
    }

    /** Puts records in, and how far the topic is read with them. */
    void put(List<ConsumerRecord<byte[], byte[]>> read, Map<Integer, Long> upTo) {
        lock.lock();
        try {
            if (read.isEmpty() && next.equals(upTo)) {
                return;
            }
            records.addAll(read);
            for (var record : read) {
                bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            }
            next.putAll(upTo);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room, or the time is over. */
    void awaitRoom(Duration most) throws InterruptedException {
        lock.lock();
        try {
            var left = most.toNanos();
            while (open && (records.size() >= MOST_RECORDS || bytes >= MOST_BYTES) && left > 0) {
                left = room.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    void heard(End answer) {
        lock.lock();
        try {
            end = answer;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more can be read; what was read before is taken first. */
    void fail(KafkaException why) {
        lock.lock();
        try {
            failure = failure == null ? why : failure;
            open = false;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            open = false;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        feed.look();
    }
}
