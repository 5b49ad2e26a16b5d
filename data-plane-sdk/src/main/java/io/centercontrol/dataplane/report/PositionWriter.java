package io.centercontrol.dataplane.report;

import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.follow.Mark;
import io.centercontrol.dataplane.follow.Marked;
import io.centercontrol.dataplane.follow.Standing;
import io.centercontrol.dataplane.limit.Demand;
import io.centercontrol.dataplane.wire.AvroWriter;
import io.centercontrol.events.dataplane.Health;
import io.centercontrol.events.dataplane.PartitionPosition;
import io.centercontrol.events.dataplane.Position;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes this instance's position: when it moves, at most once in 50 ms, and at least once a second. Only what is durable
 * and visible is ever written; see {@link Mark}.
 */
public final class PositionWriter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PositionWriter.class.getName());
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(1);
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(50);
    private static final int MOST_DEMANDS = 200;
    private static final Duration CLOSING = Duration.ofSeconds(4);

    private final DataPlaneConfig config;
    private final Outbound outbound;
    private final Standing<?> tenants;
    private final List<Marked> all;
    private final Supplier<List<Demand>> demand;
    private final Runnable beat;
    private final Contract.Topic topic;
    private final AvroWriter<Position> writer;
    private final Semaphore moved = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("cc-position").unstarted(this::run);
    private volatile boolean closed;
    private boolean failing;

    /**
     * Writes what these say.
     *
     * @param tenants whose health and lease are the instance's
     * @param all what is followed, the tenants too
     * @param demand what comes near its rate limit here
     * @param beat done about once a second by the way; must wait for nothing
     */
    public PositionWriter(
            DataPlaneConfig config,
            Outbound outbound,
            Standing<?> tenants,
            List<Marked> all,
            Supplier<List<Demand>> demand,
            Runnable beat) {
        this.config = config;
        this.outbound = outbound;
        this.tenants = tenants;
        this.all = List.copyOf(all);
        this.demand = demand;
        this.beat = beat;
        this.topic = Contract.positions(config.service());
        this.writer = outbound.writer(topic, Position.class);
        all.forEach(marked -> marked.onMark(moved::release));
    }

    /** Begins to write. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                write(false);
                beat.run();
                Thread.sleep(AT_MOST_EVERY);
                moved.tryAcquire(AT_LEAST_EVERY.minus(AT_MOST_EVERY).toMillis(), TimeUnit.MILLISECONDS);
                moved.drainPermits();
            }
            write(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(boolean stopping) throws InterruptedException {
        try {
            var position = position(stopping);
            outbound.send(topic, outbound.sender().getInstanceId(), writer.write(position), List.of());
            if (failing) {
                LOG.log(Level.INFO, "The position is written again.");
            }
            failing = false;
        } catch (IOException | RuntimeException e) {
            LOG.log(failing ? Level.DEBUG : Level.WARNING, "Cannot write the position now: {0}", e.getMessage());
            failing = true;
        }
    }

    private Position position(boolean stopping) {
        var lease = config.lease();
        var since = tenants.lease().sinceEnd();
        return Position.newBuilder()
                .setSender(outbound.sender())
                .setHealth(health())
                .setLeaseMillis(lease == null ? null : lease.toMillis())
                .setSinceEndMillis(since == null ? null : since.toMillis() + 1)
                .setStopping(stopping)
                .setPartitions(partitions())
                .setDemand(stopping ? List.of() : demands())
                .build();
    }

    /** The greatest alone: a position stays small, and of the others an equal part is right enough. */
    private List<io.centercontrol.events.dataplane.Demand> demands() {
        return demand.get().stream()
                .sorted(Comparator.comparingDouble(Demand::perSecond).reversed())
                .limit(MOST_DEMANDS)
                .map(near -> new io.centercontrol.events.dataplane.Demand(
                        near.tenant().value(), near.callClass(), (float) near.perSecond()))
                .toList();
    }

    private List<PartitionPosition> partitions() {
        return all.stream().flatMap(this::partitions).toList();
    }

    private Stream<PartitionPosition> partitions(Marked of) {
        var mark = of.mark();
        if (mark == null) {
            return Stream.empty();
        }
        return mark.partitions().stream()
                .map(partition -> new PartitionPosition(
                        config.topic(of.topic()),
                        mark.topicId(),
                        partition.partition(),
                        partition.nextOffset(),
                        partition.quarantined()));
    }

    private Health health() {
        return switch (tenants.health()) {
            case READY -> Health.READY;
            case STALE -> Health.STALE;
            case NOT_READY -> Health.NOT_READY;
        };
    }

    /** Writes a last position that says that the instance stops, if the brokers can be reached. */
    @Override
    public void close() {
        closed = true;
        moved.release();
        try {
            if (!thread.join(CLOSING)) {
                LOG.log(Level.WARNING, "The last position cannot be written.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
