package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.trail.SeenLog;
import io.centercontrol.dataplane.wire.CheckpointReader;
import io.centercontrol.dataplane.wire.Poison;
import io.centercontrol.dataplane.wire.SchemaMissing;
import io.centercontrol.schemas.Contract;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hears how long the audit trail's log has become, and remembers it: from now on at the first start, and from where it was at each
 * later one, so that each checkpoint is held against the one before.
 */
public final class CheckpointFollower implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final SeenLog seen;
    private final CheckpointReader checkpoints;
    private final SideTopic topic;

    /** Will remember what is told. */
    public CheckpointFollower(DataPlaneConfig config, Feed feed, CheckpointReader checkpoints, SeenLog seen) {
        this.checkpoints = checkpoints;
        this.seen = seen;
        this.topic = new SideTopic(
                "cc-checkpoints", feed, config.topic(Contract.AUDIT_CHECKPOINTS), LOOK, new SideTopic.Hearer() {
                    @Override
                    public long from(long beginning, long end) {
                        var next = seen.next();
                        return next < 0 ? end : next > end ? beginning : Math.max(beginning, next);
                    }

                    @Override
                    public void hear(ConsumerRecord<byte[], byte[]> record) throws SchemaMissing, Poison {
                        take(record);
                    }

                    @Override
                    public void passed(long next) {
                        seen.passed(next);
                    }
                });
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws SchemaMissing, Poison {
        var told = checkpoints.read(record);
        if (told != null) {
            seen.see(told, record.offset() + 1);
        }
    }

    /** Begins to follow. */
    public void start() {
        topic.start();
    }

    /** Stops following. */
    @Override
    public void close() {
        topic.close();
        seen.close();
    }
}
