package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.copy.DiskCopyFixture;
import io.centercontrol.dataplane.digest.Buckets;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.events.Digest;
import io.centercontrol.events.dataplane.Difference;
import io.centercontrol.schemas.Contract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that is not what its owner says: found, put right where the topic can, told where it cannot. */
class DigestsIT {
    private final Platform platform = new Platform();
    private final Tenant tenant = SampleTenant.active("acme");
    private final int bucket = new Buckets().of(tenant.id().toString());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Instant takenAt = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);

    @AfterEach
    void close() {
        platform.close();
    }

    /** What the owner says when it holds these tenants in the bucket, each time a little later. */
    private void digest(List<Tenant> holds) {
        var counted = new Buckets();
        holds.forEach(held -> counted.add(held.id().toString(), held.version()));
        var tally = counted.tally(bucket);
        takenAt = takenAt.plusSeconds(1);
        platform.say(Digest.newBuilder()
                .setTopic(Contract.TENANTS.name())
                .setBucket(bucket)
                .setBuckets(Buckets.COUNT)
                .setCount(tally.count())
                .setHash(tally.hash())
                .setHighestVersion(tally.highestVersion())
                .setTakenAt(takenAt)
                .build());
    }

    /** As the owner does it: again and again. */
    private void digestUntil(Instance instance, List<Tenant> holds, BooleanSupplier condition) {
        instance.await("the digests are acted on", () -> {
            digest(holds);
            Eventually.sleep(Duration.ofMillis(500));
            return condition.getAsBoolean();
        });
    }

    @Test
    void a_lost_event_is_told_once_and_its_republication_makes_both_equal() {
        var second = Events.renamed(tenant, "Second");
        var third = Events.renamed(second, "Third");
        platform.say(tenant);
        platform.say(second);
        try (var instance = Instance.start(platform, folder).ready();
                var differences = platform.read(Contract.differences(Platform.SERVICE))) {
            digestUntil(
                    instance,
                    List.of(second),
                    () -> instance.plane.status().digests().compared() >= 2);
            assertThat(instance.plane.status().digests().mismatches())
                    .as("equal so far")
                    .isZero();
            digestUntil(
                    instance,
                    List.of(third),
                    () -> instance.plane.status().digests().differences() == 1);
            var told = platform.difference(differences.await(record -> true, Duration.ofSeconds(30)));
            assertThat(told.getSender().getInstanceId())
                    .isEqualTo(instance.plane.status().instanceId());
            assertThat(told)
                    .extracting(Difference::getTopic, Difference::getBucket, Difference::getBuckets)
                    .containsExactly(Contract.TENANTS.name(), bucket, 256);
            assertThat(told)
                    .extracting(Difference::getCount, Difference::getHighestVersion)
                    .containsExactly(1L, 2L);
            var seen = instance.plane.status().digests().mismatches();
            digestUntil(
                    instance,
                    List.of(third),
                    () -> instance.plane.status().digests().mismatches() >= seen + 4);
            assertThat(instance.plane.status().digests().differences())
                    .as("once a minute at most")
                    .isEqualTo(1);
            assertThat(instance.plane.find(tenant.id()))
                    .as("served all the while")
                    .isEqualTo(second);

            instance.past(platform.say(third));
            var before = instance.plane.status().digests();
            digestUntil(
                    instance,
                    List.of(third),
                    () -> instance.plane.status().digests().compared() >= before.compared() + 3);
            assertThat(instance.plane.status().digests().mismatches())
                    .as("equal again")
                    .isLessThanOrEqualTo(before.mismatches() + 1);
            assertThat(instance.plane.find(tenant.id())).isEqualTo(third);
        }
    }

    @Test
    void a_damaged_copy_is_healed_from_the_topic_and_nobody_is_told() {
        var second = Events.renamed(tenant, "Second");
        var ghost = SampleTenant.active("ghost");
        while (new Buckets().of(ghost.id().toString()) != bucket) {
            ghost = SampleTenant.active("ghost");
        }
        var gone = ghost;
        var first = platform.bytes(tenant);
        platform.say(tenant);
        platform.say(second);
        try (var instance = Instance.start(platform, folder).ready()) {
            assertThat(instance.plane.find(tenant.id())).isEqualTo(second);
        }
        DiskCopyFixture.edit(folder, "tenants", edition -> {
            edition.put(tenant.id().toString(), first);
            edition.put(gone.id().toString(), platform.bytes(gone));
        });
        try (var instance = Instance.start(platform, folder).ready()) {
            assertThat(instance.plane.find(tenant.id())).as("damaged").isEqualTo(tenant);
            digestUntil(
                    instance,
                    List.of(second),
                    () -> instance.plane.status().digests().healed() == 1);
            assertThat(instance.plane.find(tenant.id())).isEqualTo(second);
            assertThat(instance.plane.find(gone.id())).isNull();
            assertThat(instance.plane.status().repairs()).isEqualTo(2);
            assertThat(instance.plane.status().digests().differences()).isZero();
        }
        try (var instance = Instance.start(platform, folder)) {
            assertThat(instance.plane.find(tenant.id())).as("on disk too").isEqualTo(second);
            assertThat(instance.plane.find(gone.id())).isNull();
        }
    }
}
