package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.Governance;
import io.centercontrol.dataplane.copy.GovernanceFile;
import io.centercontrol.dataplane.thread.Loop;
import io.centercontrol.dataplane.view.Changes;
import io.centercontrol.dataplane.wire.GovernanceReader;
import io.centercontrol.dataplane.wire.Poison;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code cc.governance.v1}: one partition with one aggregate. By the same rules as the tenants' copy, newer
 * versions only, on disk before the position says so, but on its own: no tenant waits for the limits, and the limits that
 * were heard last go on to hold while nothing can be heard.
 */
public final class GovernanceFollower implements Marked, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GovernanceFollower.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(8);

    private final Feed feed;
    private final TopicPartition partition;
    private final GovernanceFile file;
    private final GovernanceReader reader;
    private final AtomicLong repairs = new AtomicLong();
    private final Changes changes = new Changes();
    private final Loop loop = new Loop("cc-governance", CLOSING, this::turn);
    private final List<Long> quarantined = new ArrayList<>();
    private @Nullable String topicId;
    private @Nullable Governance known;
    private long next = -1;
    private volatile @Nullable Governance served;
    private volatile @Nullable Mark mark;
    private volatile @Nullable Line line;
    private volatile Runnable onMark = () -> {};

    /** Serves what the disk holds. */
    public GovernanceFollower(DataPlaneConfig config, Feed feed, GovernanceFile file, GovernanceReader reader) {
        this.feed = feed;
        this.partition = new TopicPartition(config.topic(Contract.GOVERNANCE), 0);
        this.file = file;
        this.reader = reader;
        var kept = file.load();
        if (kept != null) {
            topicId = kept.topicId();
            known = kept.governance();
            next = kept.nextOffset();
            quarantined.addAll(kept.quarantined());
            serve(kept.governance());
        }
    }

    /** Begins to follow. */
    public void start() {
        loop.start();
    }

    private void turn() throws InterruptedException {
        try {
            follow();
        } catch (KafkaException | ExecutionException | TimeoutException | IOException e) {
            LOG.log(Level.DEBUG, "Cannot follow the limits now.", e);
            loop.pause(PAUSE);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Following the limits failed; trying again.", e);
            loop.pause(PAUSE);
        }
    }

    private void follow() throws InterruptedException, ExecutionException, TimeoutException, IOException {
        var found = feed.brokers().topic(partition.topic(), loop::isClosed).id();
        if (!found.equals(topicId)) {
            begin(found);
        }
        if (next < 0) {
            next = feed.brokers()
                    .beginning(partition.topic(), List.of(partition.partition()), loop::isClosed)
                    .getOrDefault(partition.partition(), 0L);
        }
        try (var opened = feed.open(partition.topic(), Map.of(partition.partition(), next))) {
            line = opened;
            while (!loop.isClosed()) {
                var batch = opened.take(LONGEST);
                read(batch);
                var end = batch.end();
                if (end != null && !end.topicId().equals(topicId)) {
                    return;
                }
            }
        } catch (OffsetOutOfRangeException e) {
            next = -1;
        } finally {
            line = null;
        }
    }

    /** Offsets and versions of another topic do not compare. What was heard on the one before holds until this one speaks. */
    private void begin(String id) {
        topicId = id;
        known = null;
        next = -1;
        quarantined.clear();
    }

    private void read(Line.Batch batch) throws IOException {
        var before = next;
        for (var record : batch.records()) {
            take(record);
            if (loop.isClosed()) {
                return;
            }
        }
        next = batch.next().getOrDefault(partition.partition(), next);
        var applied = known;
        if (next != before && applied != null) {
            file.save(new GovernanceFile.Kept(Objects.requireNonNull(topicId), next, quarantined, applied));
            serve(applied);
            onMark.run();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            Patience.read(loop, () -> apply(reader.read(record)));
        } catch (Poison poison) {
            LOG.log(
                    Level.ERROR,
                    "The record at {0} offset {1} is set aside: {2}.",
                    partition,
                    Long.toString(record.offset()),
                    poison.getMessage());
            quarantined.add(record.offset());
        }
    }

    private void apply(Governance read) {
        if (known != null && read.version() < known.version()) {
            return;
        }
        if (known != null && read.version() == known.version() && !read.equals(known)) {
            LOG.log(Level.WARNING, "The limits were repaired at version {0}.", read.version());
            repairs.incrementAndGet();
        }
        known = read;
        quarantined.clear();
    }

    private void serve(Governance heard) {
        served = heard;
        changes.made();
        mark = new Mark(
                Objects.requireNonNull(topicId), List.of(new Mark.Partition(partition.partition(), next, quarantined)));
    }

    /** The platform's limits as last heard; null when they never were. */
    public @Nullable Governance governance() {
        return served;
    }

    /** Another number after each change; see {@link Changes}. */
    public long changes() {
        return changes.number();
    }

    /** How often limits of an equal version with other content were taken. */
    public long repairs() {
        return repairs.get();
    }

    @Override
    public Contract.Topic topic() {
        return Contract.GOVERNANCE;
    }

    @Override
    public @Nullable Mark mark() {
        return mark;
    }

    @Override
    public void onMark(Runnable listener) {
        onMark = listener;
    }

    /** Stops following; what was applied is on disk when this returns. */
    @Override
    public void close() {
        loop.close(() -> Line.wakeAt(line));
    }
}
