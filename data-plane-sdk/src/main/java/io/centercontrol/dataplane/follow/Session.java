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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The reading of a topic by one line, from where a {@link Reading} stands until something forces a new
 * beginning. One thread.
 *
 * <p>For each batch the order is: apply in memory, so that a suspension counts at once; commit to disk; only then move the
 * mark, from which the position is written.
 */
final class Session<V, I extends Index<V>> {
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration FOR_A_SCHEMA = Duration.ofMillis(100);
    private static final long BUSY_COMMIT_NANOS = Duration.ofMillis(200).toNanos();
    private static final long IDLE_COMMIT_NANOS = Duration.ofMillis(500).toNanos();
    private static final Duration REMEMBER_END = Duration.ofMinutes(1);
    private static final int SMALL_BATCH = 100;
    private static final int SHORTER_ANSWERS = 10;

    private final Line line;
    private final List<TopicPartition> partitions;
    private final DiskCopy disk;
    private final Standing<I> standing;
    private final DigestCheck<V> digests;
    private final Duration lifetime;
    private final Map<TopicPartition, ArrayDeque<ConsumerRecord<byte[], byte[]>>> held =
            new TreeMap<>((a, b) -> Integer.compare(a.partition(), b.partition()));
    private long committedAt = System.nanoTime();
    private Map<Integer, Long> readUpTo = Map.of();
    private Set<Integer> waiting = Set.of();
    private Line.@Nullable End goal;
    private Line.@Nullable End latest;
    private int shorterAnswers;

    Session(Line line, DiskCopy disk, Standing<I> standing, DigestCheck<V> digests, Duration lifetime) {
        this.line = line;
        this.partitions = line.partitions();
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
    void follow(Reading<V, I> reading, BooleanSupplier closed)
            throws BeginAnew, DamagedCopy, Unclear, InterruptedException {
        while (!closed.getAsBoolean()) {
            var batch = await(reading);
            for (var record : batch.records()) {
                held.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), key -> new ArrayDeque<>())
                        .add(record);
            }
            readUpTo = batch.next();
            tooOld(reading);
            take(reading);
            commitWhenDue(reading, batch.records().size());
            var end = batch.end();
            if (end != null) {
                heard(reading, end);
            }
            arrived(reading);
            say(reading);
        }
        commit(reading);
    }

    private Line.Batch await(Reading<V, I> reading) throws BeginAnew, InterruptedException {
        try {
            return line.take(patience(reading));
        } catch (OffsetOutOfRangeException e) {
            throw new BeginAnew("the topic no longer has the offsets to go on from: " + e.offsetOutOfRangePartitions());
        }
    }

    /** Until something is to be done even if nothing comes. */
    private Duration patience(Reading<V, I> reading) {
        if (!waiting.isEmpty() || reading.waits()) {
            return FOR_A_SCHEMA;
        }
        if (!reading.moved() && !disk.hasUnsavedSchemas()) {
            return LONGEST;
        }
        var after = reading.changed() ? BUSY_COMMIT_NANOS : IDLE_COMMIT_NANOS;
        return Duration.ofNanos(Math.max(1, committedAt + after + 1 - System.nanoTime()));
    }

    /** A partition that waits for a schema is held; the others go on. */
    private void take(Reading<V, I> reading) throws DamagedCopy, Unclear {
        var stuck = new HashSet<Integer>();
        for (var partition : partitions) {
            var records = held.get(partition);
            while (records != null && !records.isEmpty()) {
                try (var span = span(reading, records.element())) {
                    reading.take(records.element());
                } catch (SchemaMissing missing) {
                    stuck.add(partition.partition());
                    break;
                }
                records.remove();
            }
            var first = records == null ? null : records.peek();
            var upTo = readUpTo.get(partition.partition());
            if (first != null) {
                reading.next(partition.partition(), first.offset());
            } else if (upTo != null) {
                reading.next(partition.partition(), upTo);
            }
        }
        waiting = stuck;
        line.hold(stuck);
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

    private void heard(Reading<V, I> reading, Line.End answer) throws BeginAnew {
        if (!answer.topicId().equals(reading.edition().topicId())) {
            throw new BeginAnew("the topic was made anew");
        }
        if (answer.count() != partitions.size()) {
            throw new BeginAnew("the topic has another number of partitions");
        }
        latest = answer;
        goal = goal == null ? answer : goal;
        var lag = 0L;
        var shorter = false;
        for (var partition : partitions) {
            var behind = endOf(answer, partition) - nextOf(reading, partition);
            lag += Math.max(0, behind);
            shorter |= endOf(answer, partition) < answer.readBefore().getOrDefault(partition.partition(), 0L);
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
        if (!reading.settle(disk::commit)) {
            // A schema that is still missing may come long before the next answer.
            goal = reached;
            return;
        }
        if (reached == latest) {
            // What was behind when it came is not any more; the next answer may be seconds away.
            standing.lag(0);
        }
        goal = reached == latest ? null : latest;
        latest = reached == latest ? null : latest;
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
        var fault = line.fault();
        if (fault != null) {
            standing.notice("the broker does not say where the log ends: " + fault);
        } else if (!waiting.isEmpty()) {
            standing.notice("waiting for the schema registry in the partitions " + waiting);
        } else if (reading.waits()) {
            standing.notice("waiting for the schema registry");
        } else if (standing.served() != reading.index()) {
            standing.notice("reading the topic from the beginning");
        } else {
            standing.notice("");
        }
    }

    private boolean isReached(Reading<V, I> reading, Line.End answer) {
        return partitions.stream().allMatch(partition -> nextOf(reading, partition) >= endOf(answer, partition));
    }

    private static long endOf(Line.End answer, TopicPartition partition) {
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
