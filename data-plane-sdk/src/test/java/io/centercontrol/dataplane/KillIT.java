package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.copy.DamagedCopy;
import io.centercontrol.dataplane.copy.DiskCopy;
import io.centercontrol.dataplane.copy.StateFolder;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.schemas.Contract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at any moment: what was reported is on the disk. */
class KillIT {
    private static final int ROUNDS = 5;

    private final Platform platform = new Platform();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void what_a_position_tells_of_survives_kill_9() throws Exception {
        var state = folder.resolve("state");
        Files.createDirectories(state);
        var sent = new ConcurrentHashMap<Tenant, RecordMetadata>();
        var done = new AtomicBoolean();
        var talker = Thread.ofVirtual().start(() -> {
            for (var at = 0; !done.get(); at++) {
                var tenant = SampleTenant.active("tenant" + at);
                sent.put(tenant, platform.say(tenant));
            }
        });
        try {
            for (var round = 0; round < ROUNDS; round++) {
                try (var child = ChildProcess.start(ChildInstance.class, platform, state)) {
                    var id = child.line();
                    var said = sent.size();
                    awaitPosition(id, round);
                    Eventually.await("more is said", () -> sent.size() > said + 10);
                    Eventually.sleep(Duration.ofMillis(137L * round));
                    child.signal("KILL");
                    compare(state, reported(id), Map.copyOf(sent));
                }
            }
        } finally {
            done.set(true);
            talker.join();
        }
    }

    private void awaitPosition(String id, int round) {
        Eventually.await("a position of round " + round, () -> !reported(id).isEmpty());
    }

    /** The highest offset that any position told of, by partition. */
    private Map<Integer, Long> reported(String id) {
        var highest = new HashMap<Integer, Long>();
        try (var positions = platform.read(Contract.positions(Platform.SERVICE))) {
            for (var record : positions.allWithin(Duration.ofMillis(500))) {
                if (record.key().equals(id)) {
                    platform.of(platform.position(record), Contract.TENANTS)
                            .forEach(at -> highest.merge(at.getPartition(), at.getNextOffset(), Math::max));
                }
            }
        }
        return highest;
    }

    private static void compare(Path state, Map<Integer, Long> reported, Map<Tenant, RecordMetadata> sent)
            throws DamagedCopy {
        assertThat(reported).hasSize(Contract.TENANTS.partitions());
        try (var locked = StateFolder.open(state);
                var copy = DiskCopy.open(locked, "tenants")) {
            assertThat(copy.setAside()).isNull();
            var edition = Objects.requireNonNull(copy.whole());
            reported.forEach((partition, offset) -> {
                try {
                    assertThat(edition.nextOffsets().get(partition)).isGreaterThanOrEqualTo(offset);
                } catch (DamagedCopy e) {
                    throw new AssertionError(e);
                }
            });
            var compared = 0;
            for (var entry : sent.entrySet()) {
                var record = entry.getValue();
                if (record.offset() < reported.getOrDefault(record.partition(), 0L)) {
                    assertThat(edition.record(entry.getKey().id().toString()))
                            .as("%s at %s", entry.getKey().slug(), record)
                            .isNotNull();
                    compared++;
                }
            }
            assertThat(compared).isPositive();
        }
    }
}
