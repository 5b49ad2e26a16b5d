package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log is not what it was, or the copy is not: everything is read anew, and the old copy serves meanwhile. */
class TopicChangeIT {
    private final Platform platform = new Platform();
    private final Tenant gone = SampleTenant.active("gone");
    private final Tenant stays = SampleTenant.active("stays");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    private void deleteRecords() throws InterruptedException, ExecutionException {
        try (var admin = platform.admin()) {
            policy(admin, "delete");
            for (var partition = 0; partition < Contract.TENANTS.partitions(); partition++) {
                deleteRecords(admin, partition);
            }
            policy(admin, "compact");
        }
    }

    /** The broker takes up the topic's other policy a moment after it was changed. */
    private void deleteRecords(Admin admin, int partition) {
        Eventually.await("the records are gone", () -> {
            try {
                admin.deleteRecords(Map.of(
                                new TopicPartition(platform.topic(Contract.TENANTS), partition),
                                RecordsToDelete.beforeOffset(-1)))
                        .all()
                        .get();
                return true;
            } catch (ExecutionException e) {
                return false;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void policy(Admin admin, String policy) throws InterruptedException, ExecutionException {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, platform.topic(Contract.TENANTS)),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("cleanup.policy", policy), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    @Test
    void a_topic_made_anew_while_it_runs_is_read_from_its_beginning() throws InterruptedException, ExecutionException {
        platform.say(gone);
        platform.say(stays);
        try (var instance = Instance.start(platform, folder).ready()) {
            var before = Objects.requireNonNull(instance.plane.status().topicId());
            platform.recreate(Contract.TENANTS);
            platform.say(Events.suspended(stays, "unpaid"));
            instance.await("the new topic is served", () -> isServedUnlessAnew(instance, before));
            assertThat(instance.plane.find(gone.id())).isNull();
            instance.await(
                    "the new content is served",
                    () -> instance.plane.mayServe(stays.id(), Operation.ORDER) == Decision.OPERATION_NOT_ALLOWED);
            var after = instance.plane.status().topicId();
            instance.position(said -> platform.of(said, Contract.TENANTS).stream()
                            .filter(at -> at.getTopicId().equals(after))
                            .count()
                    == 6);
        }
    }

    /** True once another topic is served; until then the old content has to be. */
    private boolean isServedUnlessAnew(Instance instance, String before) {
        var found = instance.plane.find(gone.id());
        // The content comes a moment before the topic's id.
        LockSupport.parkNanos(50_000_000);
        if (!before.equals(instance.plane.status().topicId())) {
            return true;
        }
        assertThat(found).as("served meanwhile").isEqualTo(gone);
        return false;
    }

    @Test
    void a_topic_made_anew_between_two_runs_is_read_from_its_beginning()
            throws InterruptedException, ExecutionException {
        platform.say(gone);
        platform.say(stays);
        Instance.start(platform, folder).ready().close();
        platform.recreate(Contract.TENANTS);
        platform.say(stays);
        try (var instance = Instance.start(platform, folder)) {
            assertThat(instance.plane.find(gone.id())).as("served at first").isEqualTo(gone);
            instance.ready();
            assertThat(instance.plane.find(gone.id())).isNull();
            assertThat(instance.plane.find(stays.id())).isEqualTo(stays);
        }
    }

    @Test
    void offsets_that_are_gone_make_it_begin_anew() throws InterruptedException, ExecutionException {
        platform.say(gone);
        Instance.start(platform, folder).ready().close();
        platform.say(gone);
        for (var at = 0; at < 20; at++) {
            platform.say(SampleTenant.active("other" + at));
        }
        deleteRecords();
        platform.say(stays);
        try (var instance = Instance.start(platform, folder).ready()) {
            assertThat(instance.plane.find(stays.id())).isEqualTo(stays);
            assertThat(instance.plane.find(gone.id())).isNull();
            assertThat(instance.plane.status().tenants()).isEqualTo(1);
        }
    }

    /** Kafka keeps a removal for so long only: a copy that is older may hold tenants that are gone. */
    @Test
    void a_copy_that_is_too_old_is_built_anew() throws InterruptedException, ExecutionException {
        platform.say(gone);
        platform.say(stays);
        Instance.start(platform, folder).ready().close();
        forgetWhatWasRemoved();
        var config = platform.config(folder).copyLifetime(Duration.ofSeconds(1)).build();
        Eventually.sleep(Duration.ofSeconds(2));
        try (var instance = Instance.start(platform, config, null)) {
            assertThat(instance.plane.find(gone.id())).as("served at first").isEqualTo(gone);
            instance.ready();
            assertThat(instance.plane.find(gone.id())).isNull();
            assertThat(instance.plane.find(stays.id())).isEqualTo(stays);
        }
    }

    /** As if a removal had been compacted away: what stood in the log is gone, and nothing says so. */
    private void forgetWhatWasRemoved() throws InterruptedException, ExecutionException {
        deleteRecords();
        platform.say(stays);
    }

    @Test
    void a_damaged_copy_is_set_aside_and_read_anew() throws IOException {
        platform.say(stays);
        String id;
        try (var instance = Instance.start(platform, folder).ready()) {
            id = instance.plane.status().instanceId();
        }
        var file = folder.resolve("tenants.mv");
        var bytes = Files.readAllBytes(file);
        for (var at = 0; at < bytes.length; at += 7) {
            bytes[at] ^= 0x55;
        }
        Files.write(file, bytes);
        try (var instance = Instance.start(platform, folder).ready()) {
            assertThat(instance.plane.find(stays.id())).isEqualTo(stays);
            assertThat(instance.plane.status().instanceId()).isEqualTo(id);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("tenants.mv.damaged-"));
        }
    }
}
