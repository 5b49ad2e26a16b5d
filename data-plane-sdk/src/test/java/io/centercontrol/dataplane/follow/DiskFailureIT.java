package io.centercontrol.dataplane.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.Events;
import io.centercontrol.dataplane.Eventually;
import io.centercontrol.dataplane.Health;
import io.centercontrol.dataplane.Platform;
import io.centercontrol.dataplane.copy.CurrentCopy;
import io.centercontrol.dataplane.copy.StateFolder;
import io.centercontrol.dataplane.digest.Comparison;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.dataplane.view.TenantIndex;
import io.centercontrol.dataplane.wire.RegistryClient;
import io.centercontrol.dataplane.wire.SchemaBook;
import io.centercontrol.dataplane.wire.TenantReader;
import io.centercontrol.schemas.Contract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file is taken away from under the follower: it serves on, opens it again and catches up. */
class DiskFailureIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void serves_from_memory_until_the_disk_works_again() throws Exception {
        var tenant = SampleTenant.active("acme");
        try (var platform = new Platform();
                var state = StateFolder.open(folder);
                var copy = new CurrentCopy(state, "tenants")) {
            platform.say(tenant);
            var schemas = new SchemaBook(new RegistryClient(platform.registry(), Platform.registryCredentials()), copy);
            var standing = new Standing<TenantIndex>(
                    Contract.TENANTS, new Lease(Duration.ofSeconds(5)), Duration.ofSeconds(5));
            var config = platform.config(folder).build();
            var subject = new Subject<>(Contract.TENANTS, "tenants", new TenantReader(schemas), TenantIndex::new);
            try (var feed = new Feed(config, state.instanceId());
                    var follower = new Follower<>(config, feed, copy, subject, standing, new Comparison())) {
                feed.start();
                follower.start();
                Eventually.await("it is ready", () -> standing.health() == Health.READY);
                copy.get().abandon();
                var before = Objects.requireNonNull(standing.served());
                var suspended = Events.suspended(tenant, "unpaid");
                var sent = platform.say(suspended);
                Eventually.await(
                        "the change is served",
                        () -> suspended.equals(
                                Objects.requireNonNull(standing.served()).find(tenant.id())));
                Eventually.await(
                        "the change is on disk",
                        () -> Objects.requireNonNull(standing.mark()).partitions().stream()
                                .anyMatch(at -> at.partition() == sent.partition() && at.nextOffset() > sent.offset()));
                assertThat(standing.served())
                        .as("a copy that came from the disk")
                        .isNotSameAs(before);
                Eventually.await("it is ready again", () -> standing.health() == Health.READY);
            }
            var edition = Objects.requireNonNull(copy.get().whole());
            assertThat(edition.record(tenant.id().toString()))
                    .isEqualTo(platform.bytes(Events.suspended(tenant, "unpaid")));
        }
    }
}
