package io.centercontrol.dataplane;

import io.centercontrol.kernel.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The live data plane keeps the contract, on real Kafka. */
class LiveDataPlaneIT extends DataPlaneContract {
    private static final Platform PLATFORM = new Platform();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private DataPlane plane;

    @BeforeEach
    void start() {
        plane = DataPlane.start(PLATFORM.config(folder).build());
        Eventually.await("the copy is whole", () -> plane.status().health() == Health.READY);
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    @Override
    protected DataPlane plane() {
        return plane;
    }

    @Override
    protected void hear(Tenant tenant) {
        var sent = PLATFORM.say(tenant);
        awaitPast(sent.partition(), sent.offset());
    }

    @Override
    protected void hearPurge(Tenant tenant) {
        var sent = PLATFORM.purge(tenant, tenant.version() + 1);
        awaitPast(sent.partition(), sent.offset());
    }

    @Override
    protected void hear(TenantId id, long version, Entitlements said) {
        var sent = PLATFORM.say(EntitlementEvents.of(id, version, said));
        Eventually.await(
                "offset " + sent.offset() + " is applied",
                () -> plane.status().entitlements().partitions().stream()
                        .anyMatch(at -> at.partition() == sent.partition() && at.nextOffset() > sent.offset()));
    }

    @Override
    protected void hearFlag(String key, long version, String definition) {
        var sent = PLATFORM.say(FlagEvents.of(key, version, definition));
        Eventually.await("the flag is applied", () -> isPast(plane.status().flags(), sent.offset()));
    }

    @Override
    protected void hear(long version, RateLimit limit) {
        var sent = PLATFORM.say(FlagEvents.of(version, limit));
        Eventually.await("the limit is applied", () -> isPast(plane.status().limits(), sent.offset()));
    }

    @Override
    protected void hearUsed(TenantId id, long version, Grant grant, long used) {
        var end = grant instanceof Grant.Meter ? Instant.now().plus(1, ChronoUnit.DAYS) : null;
        var event = ConsumptionEvents.of(id, version, Instant.now(), ConsumptionEvents.used(grant, used, end));
        var sent = PLATFORM.say(event);
        Eventually.await(
                "offset " + sent.offset() + " is applied",
                () -> plane.status().consumption().partitions().stream()
                        .anyMatch(at -> at.partition() == sent.partition() && at.nextOffset() > sent.offset()));
    }

    private static boolean isPast(Status.CopyStatus copy, long offset) {
        return copy.partitions().stream().anyMatch(at -> at.nextOffset() > offset);
    }

    private void awaitPast(int partition, long offset) {
        Eventually.await(
                "offset " + offset + " is applied",
                () -> plane.status().partitions().stream()
                        .anyMatch(at -> at.partition() == partition && at.nextOffset() > offset));
    }
}
