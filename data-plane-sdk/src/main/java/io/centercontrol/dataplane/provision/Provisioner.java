package io.centercontrol.dataplane.provision;

import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.ProvisioningHandler;
import io.centercontrol.dataplane.follow.Standing;
import io.centercontrol.dataplane.report.Outbound;
import io.centercontrol.dataplane.thread.Loop;
import io.centercontrol.dataplane.view.TenantIndex;
import io.centercontrol.dataplane.wire.SchemaBook;
import io.centercontrol.schemas.Contract;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * This instance's seat in the consumer group {@code <service>-provisioning}. A partition, and so a tenant, belongs to one
 * instance at a time. The thread does nothing but poll and commit, so that a handler may take as long as it needs; before
 * a partition is given up its handlers finish, or are interrupted and fenced.
 */
public final class Provisioner implements AutoCloseable, ConsumerRebalanceListener {
    private static final System.Logger LOG = System.getLogger(Provisioner.class.getName());
    private static final Duration WHILE_BUSY = Duration.ofMillis(100);
    private static final Duration AT_REST = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LEAVING = Duration.ofSeconds(1);
    private static final Duration TO_FINISH = Duration.ofSeconds(10);
    private static final Duration TO_GIVE_UP = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(25);
    private static final int MOST_OPEN = 200;
    private static final String EXPORTS = "exports";
    private static final Map<String, String> PREFERRED = Map.of(
            "session.timeout.ms", "10000",
            "heartbeat.interval.ms", "2000",
            "metadata.max.age.ms", "10000",
            "reconnect.backoff.max.ms", "1000",
            "enable.metrics.push", "false");
    private static final Map<String, String> FIXED = Map.of(
            "partition.assignment.strategy", CooperativeStickyAssignor.class.getName(),
            "isolation.level", "read_committed",
            "enable.auto.commit", "false",
            "auto.offset.reset", "earliest",
            "allow.auto.create.topics", "false",
            "max.poll.records", "100",
            "fetch.max.wait.ms", "3000",
            "fetch.max.bytes", "4194304");

    private final DataPlaneConfig config;
    private final String instanceId;
    private final Work work;
    private final Attempts attempts;
    private final Map<TopicPartition, PartitionWork> mine = new HashMap<>();
    private final Loop loop = new Loop("cc-provisioner", CLOSING, this::turn);
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

    /** Will call the handler. */
    public Provisioner(
            DataPlaneConfig config,
            String instanceId,
            ProvisioningHandler handler,
            Standing<TenantIndex> standing,
            Outbound outbound,
            SchemaBook schemas) {
        this.config = config;
        this.instanceId = instanceId;
        this.work = new Work(config, handler, standing, config.stateFolder().resolve(EXPORTS));
        this.attempts = new Attempts(config.service(), new Asks(config.service(), schemas), work, outbound);
    }

    /** Begins to take part. */
    public void start() {
        work.clear();
        loop.start();
    }

    private void turn() {
        try {
            var opened = open();
            consumer = opened;
            try {
                follow(opened);
            } finally {
                // It leaves its group at once; what takes longer is the fetch that waits.
                opened.close(CloseOptions.timeout(LEAVING));
            }
        } catch (WakeupException e) {
            LOG.log(Level.TRACE, "It is to end.", e);
        } catch (KafkaException e) {
            LOG.log(Level.WARNING, "Cannot hear of provisioning now: {0}", e.toString());
            loop.pause(PAUSE);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Hearing of provisioning failed; trying again.", e);
            loop.pause(PAUSE);
        } finally {
            onPartitionsLost(Set.copyOf(mine.keySet()));
        }
    }

    private void follow(KafkaConsumer<String, byte[]> opened) {
        opened.subscribe(List.of(config.topic(Contract.PROVISIONING)), this);
        while (!loop.isClosed()) {
            for (var record : opened.poll(isBusy() ? WHILE_BUSY : AT_REST)) {
                var partition = mine.get(new TopicPartition(record.topic(), record.partition()));
                if (partition != null) {
                    partition.add(record, attempts);
                }
            }
            noteEnds(opened);
            commit(opened, mine.keySet());
            throttle(opened);
        }
    }

    private void noteEnds(KafkaConsumer<String, byte[]> opened) {
        mine.forEach((partition, work) -> {
            if (opened.currentLag(partition).orElse(1) == 0) {
                work.caughtUp();
            }
        });
    }

    /** Whether something is worked on, so that there will be something to commit though nothing comes. */
    private boolean isBusy() {
        return mine.values().stream().anyMatch(open -> open.size() > 0);
    }

    private void commit(KafkaConsumer<String, byte[]> opened, Collection<TopicPartition> partitions) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : partitions) {
            var open = mine.get(partition);
            var offset = open == null ? null : open.committable();
            if (offset != null) {
                offsets.put(partition, new OffsetAndMetadata(offset));
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        try {
            opened.commitSync(offsets, Duration.ofSeconds(5));
        } catch (KafkaException e) {
            LOG.log(Level.DEBUG, "Cannot commit now; what was done may be done again.", e);
            return;
        }
        offsets.forEach((partition, offset) -> {
            var open = mine.get(partition);
            if (open != null) {
                open.committed(offset.offset());
            }
        });
    }

    private void throttle(KafkaConsumer<String, byte[]> opened) {
        var full = new HashSet<TopicPartition>();
        mine.forEach((partition, open) -> {
            if (open.atWork() >= MOST_OPEN) {
                full.add(partition);
            }
        });
        var paused = opened.paused();
        if (!paused.equals(full)) {
            opened.resume(paused.stream().filter(p -> !full.contains(p)).toList());
            opened.pause(full);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> mine.put(partition, new PartitionWork()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        end(partitions, TO_FINISH);
        var opened = consumer;
        if (opened != null) {
            commit(opened, partitions);
        }
        partitions.forEach(mine::remove);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        end(partitions, Duration.ZERO);
        partitions.forEach(mine::remove);
    }

    /** What runs may finish for a while; then it is interrupted and fenced. All partitions share the time. */
    private void end(Collection<TopicPartition> partitions, Duration toFinish) {
        var ending = partitions.stream().map(mine::get).filter(Objects::nonNull).toList();
        ending.forEach(PartitionWork::beginNoMore);
        var deadline = System.nanoTime() + toFinish.toNanos();
        ending.forEach(open -> open.isQuietBy(deadline));
        ending.forEach(PartitionWork::fenceOff);
        var lastDeadline = System.nanoTime() + TO_GIVE_UP.toNanos();
        if (!ending.stream().allMatch(open -> open.isQuietBy(lastDeadline))) {
            LOG.log(
                    Level.ERROR,
                    "A provisioning handler does not stop when it is interrupted; its outcome is void, but another"
                            + " instance may work on the same tenant now.");
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        var fixed = new HashMap<>(FIXED);
        fixed.put("client.id", config.service() + "-provisioning-" + instanceId);
        fixed.put("group.id", config.topicsPrefix() + config.service() + "-provisioning");
        return new KafkaConsumer<>(
                config.kafkaClient(PREFERRED, fixed), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Gives the partitions back; what runs may finish for a while. */
    @Override
    public void close() {
        loop.close(() -> {
            var opened = consumer;
            if (opened != null) {
                opened.wakeup();
            }
        });
    }
}
