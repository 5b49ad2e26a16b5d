package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.digest.Comparison;
import io.centercontrol.dataplane.digest.OwnerDigest;
import io.centercontrol.dataplane.wire.DigestReader;
import io.centercontrol.dataplane.wire.Poison;
import io.centercontrol.dataplane.wire.SchemaMissing;
import io.centercontrol.dataplane.wire.StateReader;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Hears the owners' digests, from now on at each start, and reads a topic a second time where its copy differs. All of it beside the copy: nothing that is served waits for it, and without digests nothing is missed but the check.
 */
public final class DigestFollower implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DigestFollower.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(250);

    private final DataPlaneConfig config;
    private final String instanceId;
    private final DigestReader digests;
    private final List<Follower<?, ?>> followers;
    private final Owner owner;
    private final SideTopic topic;

    /** Who is told of a difference that stays. */
    public interface Owner {
        /**
         * Returns when it is on its way.
         *
         * @throws IOException when it cannot be sent now
         */
        void tell(Comparison.Found difference) throws IOException, InterruptedException;
    }

    /** Will check what the followers have. */
    public DigestFollower(
            DataPlaneConfig config,
            String instanceId,
            Feed feed,
            DigestReader digests,
            List<Follower<?, ?>> followers,
            Owner owner) {
        this.config = config;
        this.instanceId = instanceId;
        this.digests = digests;
        this.followers = List.copyOf(followers);
        this.owner = owner;
        this.topic = new SideTopic("cc-digests", feed, config.topic(Contract.DIGESTS), LOOK, new Hearing());
    }

    /** Begins to follow. */
    public void start() {
        topic.start();
    }

    private final class Hearing implements SideTopic.Hearer {
        /** What was said before is told again soon. */
        @Override
        public long from(long beginning, long end) {
            return end;
        }

        @Override
        public void hear(ConsumerRecord<byte[], byte[]> record) throws SchemaMissing, Poison {
            var digest = digests.read(record);
            if (digest != null) {
                heard(digest);
            }
        }

        @Override
        public void passed(long next) throws InterruptedException {
            check();
        }
    }

    private void check() throws InterruptedException {
        for (var follower : followers) {
            var suspects = follower.comparison().suspects();
            if (!suspects.isEmpty()) {
                reread(follower, suspects);
            }
            for (var difference : follower.comparison().takeDifferences()) {
                tell(difference);
            }
        }
    }

    private void heard(OwnerDigest digest) {
        for (var follower : followers) {
            if (follower.subject().topic().name().equals(digest.topic())) {
                follower.comparison().heard(digest);
            }
        }
    }

    private <V> void reread(Follower<V, ?> follower, Set<Integer> buckets) {
        LOG.log(
                Level.WARNING,
                "The copy of the {0} differs from the owner''s in the buckets {1}; reading them again.",
                follower.subject().name(),
                buckets);
        var reread = new Reread<V>(buckets);
        try (var consumer = Clients.consumer(config, Clients.name(config, "reread", instanceId))) {
            var partitions = consumer
                    .partitionsFor(config.topic(follower.subject().topic()))
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (!topic.isClosed()
                    && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(POLL)) {
                    take(follower.subject().reader(), reread, record);
                }
            }
        }
        if (!topic.isClosed()) {
            follower.digests().hand(reread);
        }
    }

    private <V> void take(StateReader<?, V> reader, Reread<V> reread, ConsumerRecord<byte[], byte[]> record) {
        try {
            topic.read(() -> {
                var id = reader.keys().key(record.key());
                if (reread.wants(id)) {
                    reread.take(id, reader.read(record), Instant.ofEpochMilli(record.timestamp()));
                }
            });
        } catch (Poison poison) {
            LOG.log(Level.DEBUG, "The copy has it in quarantine.", poison);
        }
    }

    private void tell(Comparison.Found difference) throws InterruptedException {
        try {
            owner.tell(difference);
        } catch (IOException e) {
            // It is found again with the next digests.
            LOG.log(Level.WARNING, "Cannot tell the owner of a difference now: {0}", e.getMessage());
        }
    }

    /** Stops following. */
    @Override
    public void close() {
        topic.close();
    }
}
