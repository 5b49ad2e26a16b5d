package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.events.dataplane.PartitionPosition;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform's limits as an instance hears them, keeps them and proves that it has them. */
class GovernanceIT {
    private final Platform platform = new Platform();
    private final Tenant tenant = SampleTenant.active("acme");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    private void knowsTheLimit(Instance instance, long most) {
        instance.await("the limit is " + most, () -> instance.plane.mostStores(tenant.id()) == most);
    }

    @Test
    void the_limit_is_followed_proved_and_kept() throws IOException {
        platform.say(tenant);
        try (var instance = Instance.start(platform, folder).ready()) {
            assertThat(instance.plane.governance()).isNull();
            assertThat(instance.plane.mostStores(tenant.id()))
                    .as("before anything was heard")
                    .isEqualTo(1);
            platform.say(Events.governance(1, 5));
            knowsTheLimit(instance, 5);
            assertThat(instance.plane.mostStores(SampleTenant.active("nobody").id()))
                    .isZero();
            var poison = platform.send(platform.topic(Contract.GOVERNANCE), "platform", new byte[] {0, 1}, List.of());
            instance.position(said -> said.getPartitions().stream()
                    .anyMatch(at -> isGovernance(at) && at.getQuarantined().equals(List.of(poison.offset()))));
            var second = platform.say(Events.governance(3, 7));
            platform.say(Events.governance(2, 99));
            knowsTheLimit(instance, 7);
            var position = instance.position(said -> said.getPartitions().stream()
                    .anyMatch(at -> isGovernance(at) && at.getNextOffset() > second.offset() + 1));
            assertThat(position.getPartitions().stream().filter(this::isGovernance))
                    .singleElement()
                    .satisfies(at -> assertThat(at.getQuarantined()).isEmpty());
            assertThat(instance.plane.mostStores(tenant.id()))
                    .as("an older version")
                    .isEqualTo(7);
        }
        var cutOff = platform.config(folder)
                .kafkaBootstrap("127.0.0.1:9")
                .registry(URI.create("http://127.0.0.1:9"))
                .build();
        try (var instance = Instance.start(platform, cutOff, null)) {
            assertThat(instance.plane.mostStores(tenant.id()))
                    .as("with the control plane down")
                    .isEqualTo(7);
        }
        Files.write(folder.resolve("governance.mv"), new byte[4096]);
        try (var instance = Instance.start(platform, folder).ready()) {
            knowsTheLimit(instance, 7);
        }
    }

    private boolean isGovernance(PartitionPosition at) {
        return at.getTopic().equals(platform.topic(Contract.GOVERNANCE));
    }
}
