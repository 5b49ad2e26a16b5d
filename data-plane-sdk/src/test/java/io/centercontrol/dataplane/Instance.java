package io.centercontrol.dataplane;

import io.centercontrol.events.dataplane.Position;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A running instance and what it says of itself, for tests. */
final class Instance implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final DataPlane plane;
    private final Platform platform;
    private final TopicReader positions;

    private Instance(Platform platform, DataPlane plane) {
        this.platform = platform;
        this.plane = plane;
        this.positions = platform.read(Contract.positions(Platform.SERVICE));
    }

    static Instance start(Platform platform, Path folder) {
        return start(platform, platform.config(folder).build(), null);
    }

    static Instance start(Platform platform, DataPlaneConfig config, @Nullable ProvisioningHandler handler) {
        return new Instance(platform, handler == null ? DataPlane.start(config) : DataPlane.start(config, handler));
    }

    Instance ready() {
        await("it is ready", () -> plane.status().health() == Health.READY);
        return this;
    }

    /** Waits until the instance is past a record. */
    void past(RecordMetadata sent) {
        await(
                "it is past " + sent,
                () -> plane.status().partitions().stream()
                        .anyMatch(at -> at.partition() == sent.partition() && at.nextOffset() > sent.offset()));
    }

    void await(String what, java.util.function.BooleanSupplier condition) {
        try {
            Eventually.await(what, condition);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; " + plane.status(), e);
        }
    }

    /** The first position of this instance that fits. */
    Position position(Predicate<Position> fits) {
        var id = plane.status().instanceId();
        return platform.position(
                positions.await(record -> id.equals(record.key()) && fits.test(platform.position(record)), PATIENCE));
    }

    /** The quarantined offsets that a position tells of, in a partition. */
    static List<Long> quarantined(Position position, int partition) {
        return position.getPartitions().stream()
                .filter(at -> at.getPartition() == partition)
                .flatMap(at -> at.getQuarantined().stream())
                .toList();
    }

    @Override
    public void close() {
        plane.close();
        positions.close();
    }
}
