package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.schemas.Contract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instance makes of the tenants' topic, and what it says of itself. */
class FollowingIT {
    private final Platform platform = new Platform();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void what_was_said_before_it_came_is_known() {
        var tenant = SampleTenant.active("acme");
        platform.say(tenant);
        var suspended = Events.suspended(tenant, "unpaid");
        var last = platform.say(suspended);
        try (var instance = Instance.start(platform, folder).ready()) {
            assertThat(instance.plane.find(tenant.id())).isEqualTo(suspended);
            var position = instance.position(said -> platform.of(said, Contract.TENANTS).stream()
                    .anyMatch(at -> at.getPartition() == last.partition() && at.getNextOffset() > last.offset()));
            assertThat(position.getSender().getService()).isEqualTo(Platform.SERVICE);
            assertThat(position.getSender().getSdkVersion()).matches("[0-9].*");
            assertThat(platform.of(position, Contract.TENANTS)).hasSize(Contract.TENANTS.partitions());
            assertThat(position.getPartitions().getFirst().getTopic()).isEqualTo(platform.topic(Contract.TENANTS));
            assertThat(position.getPartitions().getFirst().getTopicId())
                    .isEqualTo(instance.plane.status().topicId());
            assertThat(position.getLeaseMillis()).isNull();
        }
    }

    @Test
    void an_empty_topic_makes_an_empty_copy() {
        try (var instance = Instance.start(platform, folder).ready()) {
            assertThat(instance.plane.status().tenants()).isZero();
            assertThat(instance.plane.status().lag()).isZero();
            instance.await(
                    "there is nothing to tell",
                    () -> instance.plane.status().notice().isEmpty());
        }
    }

    @Test
    void writes_its_position_every_second_and_a_last_one_that_says_so() {
        try (var instance = Instance.start(platform, folder).ready()) {
            var first = instance.position(said -> said.getSinceEndMillis() != null);
            assertThat(first.getHealth()).isEqualTo(io.centercontrol.events.dataplane.Health.READY);
            assertThat(first.getSinceEndMillis()).isBetween(0L, 5000L);
            assertThat(first.getStopping()).isFalse();
            var started = System.nanoTime();
            try (var reader = platform.read(Contract.positions(Platform.SERVICE))) {
                reader.awaitAll(
                        record -> record.timestamp() > System.currentTimeMillis() - 60_000,
                        6,
                        java.time.Duration.ofSeconds(20));
            }
            assertThat(java.time.Duration.ofNanos(System.nanoTime() - started))
                    .isLessThan(java.time.Duration.ofSeconds(10));
            instance.plane.close();
            var last = instance.position(io.centercontrol.events.dataplane.Position::getStopping);
            assertThat(last.getHealth()).isEqualTo(io.centercontrol.events.dataplane.Health.NOT_READY);
        }
    }

    @Test
    void a_restart_goes_on_where_it_was_as_the_same_instance() {
        var before = SampleTenant.active("before");
        platform.say(before);
        String id;
        try (var instance = Instance.start(platform, folder).ready()) {
            id = instance.plane.status().instanceId();
        }
        var meanwhile = SampleTenant.active("meanwhile");
        platform.say(meanwhile);
        try (var instance = Instance.start(platform, folder)) {
            assertThat(instance.plane.find(before.id())).as("known at once").isEqualTo(before);
            instance.ready();
            assertThat(instance.plane.find(meanwhile.id())).isEqualTo(meanwhile);
            assertThat(instance.plane.status().instanceId()).isEqualTo(id);
        }
    }

    @Test
    void an_equal_version_with_other_content_is_a_repair_and_the_same_content_is_nothing() {
        var tenant = SampleTenant.active("repair");
        platform.say(tenant);
        try (var instance = Instance.start(platform, folder).ready()) {
            instance.past(platform.say(tenant));
            assertThat(instance.plane.status().repairs()).isZero();
            var repaired = Events.at(Events.renamed(tenant, "Repaired"), tenant.version());
            instance.past(platform.say(repaired));
            assertThat(instance.plane.status().repairs()).isEqualTo(1);
            assertThat(instance.plane.find(tenant.id())).isEqualTo(repaired);
        }
    }

    @Test
    void a_replay_does_not_bring_a_purged_tenant_back_not_even_after_a_restart() {
        var tenant = SampleTenant.active("purged");
        platform.say(tenant);
        try (var instance = Instance.start(platform, folder).ready()) {
            instance.past(platform.purge(tenant, 2));
            instance.past(platform.say(tenant));
            assertThat(instance.plane.find(tenant.id())).isNull();
        }
        try (var instance = Instance.start(platform, folder).ready()) {
            instance.past(platform.say(tenant));
            assertThat(instance.plane.find(tenant.id())).isNull();
            instance.past(platform.purge(tenant, 1));
            var again = Events.at(tenant, 3);
            instance.past(platform.say(again));
            assertThat(instance.plane.find(tenant.id())).isEqualTo(again);
            instance.past(platform.purge(tenant, 2));
            assertThat(instance.plane.find(tenant.id())).as("an old purge").isEqualTo(again);
        }
    }

    @Test
    void a_slug_that_changes_hands_leads_to_its_new_owner_in_whatever_order_it_is_heard() {
        var old = SampleTenant.active("first");
        var fresh = Events.registeredLater(SampleTenant.active("second"));
        platform.say(old);
        platform.say(fresh);
        try (var instance = Instance.start(platform, folder).ready()) {
            var heir = Events.moved(fresh, "first");
            instance.past(platform.say(heir));
            assertThat(instance.plane.findBySlug("first")).isEqualTo(heir);
            instance.past(platform.say(Events.moved(old, "third")));
            assertThat(instance.plane.findBySlug("first")).isEqualTo(heir);
            assertThat(instance.plane.findBySlug("second")).isNull();
        }
    }

    @Test
    void a_second_instance_in_the_same_folder_is_told_so() {
        try (var instance = Instance.start(platform, folder).ready()) {
            assertThatThrownBy(() -> DataPlane.start(platform.config(folder).build()))
                    .isInstanceOf(StateFolderException.class)
                    .hasMessageContaining("in use");
            assertThat(instance.plane.status().health()).isEqualTo(Health.READY);
        }
    }

    @Test
    void a_second_process_in_the_same_folder_is_told_so() {
        var state = folder.resolve("state");
        try (var instance = Instance.start(platform, state).ready();
                var second = ChildProcess.start(ChildInstance.class, platform, state)) {
            assertThat(second.ended())
                    .contains("in use by another running instance")
                    .contains(state.toString());
            assertThat(instance.plane.status().health()).isEqualTo(Health.READY);
        }
    }
}
