package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.copy.DamagedCopy;
import io.centercontrol.dataplane.copy.DiskCopy;
import io.centercontrol.dataplane.trace.RecordSpan;
import io.centercontrol.dataplane.view.Index;
import io.centercontrol.dataplane.wire.SchemaMissing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The reading of a topic over one connection, from where a {@link Reading} stands until something forces a new
 * beginning. One thread.
 *
 * <p>For each batch the order is: apply in memory, so that a suspension counts at once; commit to disk; only then move the
 * mark, from which the position is written.
 */
final class Session<V, I extends Index<V>> {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long BUSY_COMMIT_NANOS = Duration.ofMillis(200).toNanos();
    private static final long IDLE_COMMIT_NANOS = Duration.ofMillis(500).toNanos();
    private static final Duration REMEMBER_END = Duration.ofMinutes(1);
    private static final int SMALL_BATCH = 100;
    private static final int SHORTER_ANSWERS = 10;

    private final Consumer<byte[], byte[]> consumer;
    private final EndOfLog end;
    private final List<TopicPartition> partitions;
    private final DiskCopy disk;
    private final Standing<I> standing;
    private final DigestCheck<V> digests;
    private final Duration lifetime;
    private final Map<TopicPartition, ArrayDeque<ConsumerRecord<byte[], byte[]>>> held =
            new TreeMap<>((a, b) -> Integer.compare(a.partition(), b.partition()));
    private long committedAt = System.nanoTime();
    private EndOfLog.@Nullable Answer goal;
    private EndOfLog.@Nullable Answer latest;
    private Map<TopicPartition, Long> readWhenAsked = Map.of();
    private int shorterAnswers;

    Session(
            Consumer<byte[], byte[]> consumer,
            EndOfLog end,
            String topic,
            int partitions,
            DiskCopy disk,
            Standing<I> standing,
            DigestCheck<V> digests,
            Duration lifetime) {
        this.consumer = consumer;
        this.end = end;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        this.disk = disk;
        this.standing = standing;
        this.digests = digests;
        this.lifetime = lifetime;
    }

    /**
     * Follows until closed.
     *
     * @throws BeginAnew when the reading cannot be continued
     * @throws DamagedCopy when the disk does not hold what was written to it
     * @throws Unclear when it has to be read record by record
     */
    void follow(Reading<V, I> reading, BooleanSupplier closed) throws BeginAnew, DamagedCopy, Unclear {
        seek(reading);
        while (!closed.getAsBoolean()) {
            var batch = 0;
            try {
                for (var record : consumer.poll(POLL)) {
                    held.computeIfAbsent(
                                    new TopicPartition(record.topic(), record.partition()), key -> new ArrayDeque<>())
                            .add(record);
                    batch++;
                }
            } catch (OffsetOutOfRangeException e) {
                throw new BeginAnew(
                        "the topic no longer has the offsets to go on from: " + e.offsetOutOfRangePartitions());
            }
            tooOld(reading);
            take(reading);
            commitWhenDue(reading, batch);
            if (end.askWhenDue(partitions.size())) {
                readWhenAsked = partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), partition -> nextOf(reading, partition)));
            }
            var answer = end.take();
            if (answer != null) {
                heard(reading, answer);
            }
            arrived(reading);
            say(reading);
        }
        commit(reading);
    }

    private void seek(Reading<V, I> reading) {
        consumer.assign(partitions);
        var begin = consumer.beginningOffsets(partitions);
        for (var partition : partitions) {
            var next = reading.next(partition.partition());
            if (next == null) {
                next = begin.getOrDefault(partition, 0L);
                reading.next(partition.partition(), next);
            }
            consumer.seek(partition, next);
        }
    }

    /** A partition that waits for a schema is paused; the others go on. */
    private void take(Reading<V, I> reading) throws DamagedCopy, Unclear {
        var waiting = new HashSet<TopicPartition>();
        for (var partition : partitions) {
            var records = held.get(partition);
            while (records != null && !records.isEmpty()) {
                try (var _ = span(reading, records.element())) {
                    reading.take(records.element());
                } catch (SchemaMissing missing) {
                    waiting.add(partition);
                    break;
                }
                records.remove();
            }
            var first = records == null ? null : records.peek();
            reading.next(partition.partition(), first == null ? consumer.position(partition) : first.offset());
        }
        var paused = consumer.paused();
        if (!paused.equals(waiting)) {
            consumer.resume(paused.stream().filter(p -> !waiting.contains(p)).toList());
            consumer.pause(waiting);
        }
    }

    /** Only what changes the copy that is served belongs to the trace of a change; reading the past does not. */
    private RecordSpan span(Reading<V, I> reading, ConsumerRecord<byte[], byte[]> record) {
        return standing.served() == reading.index() ? RecordSpan.begin("apply", record) : RecordSpan.NONE;
    }

    private void commitWhenDue(Reading<V, I> reading, int batch) {
        var since = System.nanoTime() - committedAt;
        var due = reading.changed() ? batch < SMALL_BATCH || since > BUSY_COMMIT_NANOS : since > IDLE_COMMIT_NANOS;
        if ((reading.moved() || disk.hasUnsavedSchemas()) && due) {
            commit(reading);
        }
    }

    private void commit(Reading<V, I> reading) {
        if (reading.moved() || disk.hasUnsavedSchemas()) {
            disk.commit();
            reading.committed();
        }
        committedAt = System.nanoTime();
        if (standing.served() == reading.index()) {
            standing.mark(reading.mark());
        }
    }

    private void heard(Reading<V, I> reading, EndOfLog.Answer answer) throws BeginAnew {
        if (!answer.topicId().equals(reading.edition().topicId())) {
            throw new BeginAnew("the topic was made anew");
        }
        if (answer.ends().size() != partitions.size()) {
            throw new BeginAnew("the topic has another number of partitions");
        }
        latest = answer;
        goal = goal == null ? answer : goal;
        var lag = 0L;
        var shorter = false;
        for (var partition : partitions) {
            var behind = endOf(answer, partition) - nextOf(reading, partition);
            lag += Math.max(0, behind);
            shorter |= endOf(answer, partition) < readWhenAsked.getOrDefault(partition, 0L);
        }
        standing.lag(lag);
        shorterAnswers = shorter ? shorterAnswers + 1 : 0;
        if (shorterAnswers >= SHORTER_ANSWERS) {
            throw new BeginAnew("the topic has lost records that were read from it");
        }
    }

    /** The newest answer counts if it is reached; else an older one, so that a busy topic does not outrun us for ever. */
    private void arrived(Reading<V, I> reading) throws DamagedCopy, Unclear {
        var reached = latest != null && isReached(reading, latest)
                ? latest
                : goal != null && isReached(reading, goal) ? goal : null;
        if (reached == null) {
            return;
        }
        goal = reached == latest ? null : latest;
        latest = reached == latest ? null : latest;
        if (!reading.settle(disk::commit)) {
            return;
        }
        if (standing.served() != reading.index()) {
            reading.endReachedAt(reached.sentAtWall());
            disk.adopt(reading.edition());
            reading.committed();
            standing.serve(reading);
            standing.mark(reading.mark());
        }
        standing.lease().renew(reached.sentAt());
        remember(reading, reached.sentAtWall());
        digests.run(reading, reached.sentAt());
    }

    private void remember(Reading<V, I> reading, Instant endReachedAt) {
        var remembered = reading.endReachedAt();
        if (remembered == null
                || Duration.between(remembered, endReachedAt).abs().compareTo(REMEMBER_END) > 0) {
            reading.endReachedAt(endReachedAt);
            disk.commit();
        }
    }

    private void tooOld(Reading<V, I> reading) throws BeginAnew {
        var reached = reading.endReachedAt();
        if (reached != null && Duration.between(reached, Instant.now()).compareTo(lifetime) > 0) {
            throw new BeginAnew(
                    "the copy was last whole at " + reached + ", which is longer ago than Kafka keeps removals");
        }
    }

    private void say(Reading<V, I> reading) {
        var fault = end.fault();
        var waiting = consumer.paused();
        if (fault != null) {
            standing.notice("the broker does not say where the log ends: " + fault);
        } else if (!waiting.isEmpty()) {
            standing.notice("waiting for the schema registry in " + waiting);
        } else if (reading.waits()) {
            standing.notice("waiting for the schema registry");
        } else if (standing.served() != reading.index()) {
            standing.notice("reading the topic from the beginning");
        } else {
            standing.notice("");
        }
    }

    private boolean isReached(Reading<V, I> reading, EndOfLog.Answer answer) {
        return partitions.stream().allMatch(partition -> nextOf(reading, partition) >= endOf(answer, partition));
    }

    private static long endOf(EndOfLog.Answer answer, TopicPartition partition) {
        return answer.ends().getOrDefault(partition.partition(), Long.MAX_VALUE);
    }

    private static long nextOf(Reading<?, ?> reading, TopicPartition partition) {
        var next = reading.next(partition.partition());
        return next == null ? 0 : next;
    }

    /** The reading cannot be continued: the topic has to be read from the beginning. */
    static final class BeginAnew extends Exception {
        private static final long serialVersionUID = 1L;

        BeginAnew(String why) {
            super(why, null, false, false);
        }
    }
}
