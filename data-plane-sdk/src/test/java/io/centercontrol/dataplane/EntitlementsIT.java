package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.copy.DiskCopyFixture;
import io.centercontrol.dataplane.digest.Buckets;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.events.Digest;
import io.centercontrol.events.dataplane.PartitionPosition;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tenants are entitled to, as an instance hears it, keeps it and proves that it has it. */
class EntitlementsIT {
    private static final Entitlements BASIC =
            SampleEntitlements.of("basic").limit("products", 10).off("loyalty").build();
    private static final Entitlements STANDARD = SampleEntitlements.of("standard")
            .limit("products", 100)
            .softLimit("staff", 5)
            .on("loyalty")
            .meter("api-calls", 1_000, Grant.Period.DAY)
            .unlimited("stores")
            .build();

    private final Platform platform = new Platform();
    private final Tenant tenant = SampleTenant.active("acme");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    private RecordMetadata say(long version, Entitlements entitlements) {
        return platform.say(EntitlementEvents.of(tenant.id(), version, entitlements));
    }

    private Instance started() {
        var instance = Instance.start(platform, folder).ready();
        instance.await(
                "the entitlements are there",
                () -> instance.plane.status().entitlements().health() == Health.READY);
        return instance;
    }

    private DataPlaneConfig cutOff() {
        return platform.config(folder)
                .kafkaBootstrap("127.0.0.1:9")
                .registry(URI.create("http://127.0.0.1:9"))
                .build();
    }

    private void is(Instance instance, Entitlements entitlements) {
        instance.await(
                "it is " + entitlements,
                () -> instance.plane.entitlements(tenant.id()).equals(entitlements));
    }

    private void past(Instance instance, RecordMetadata sent) {
        instance.await(
                "it is past " + sent,
                () -> instance.plane.status().entitlements().partitions().stream()
                        .anyMatch(at -> at.partition() == sent.partition() && at.nextOffset() > sent.offset()));
    }

    private boolean isOf(PartitionPosition at, RecordMetadata sent) {
        return at.getTopic().equals(platform.topic(Contract.ENTITLEMENTS)) && at.getPartition() == sent.partition();
    }

    @Test
    void an_upgrade_is_obeyed_proved_and_kept() {
        platform.say(tenant);
        say(1, BASIC);
        try (var instance = started()) {
            is(instance, BASIC);
            assertThat(instance.plane
                            .entitlements(tenant.id())
                            .check("products", 10)
                            .reason())
                    .isEqualTo(Check.Reason.LIMIT_REACHED);
            var upgrade = say(2, STANDARD);
            is(instance, STANDARD);
            assertThat(instance.plane
                            .entitlements(tenant.id())
                            .check("products", 10)
                            .allowed())
                    .isTrue();
            assertThat(instance.plane.mostStores(tenant.id())).isEqualTo(Long.MAX_VALUE);
            instance.position(said -> said.getPartitions().stream()
                    .anyMatch(at -> isOf(at, upgrade) && at.getNextOffset() > upgrade.offset()));
            past(instance, say(1, BASIC));
            assertThat(instance.plane.entitlements(tenant.id()))
                    .as("an older version")
                    .isEqualTo(STANDARD);
            assertThat(instance.plane.status().entitlements().records()).isEqualTo(1);
            // It is measured when the broker tells where the log ends, about once a second.
            Eventually.await(
                    "no lag", () -> instance.plane.status().entitlements().lag() == 0);
            assertThat(instance.plane.entitlements(SampleTenant.active("nobody").id()))
                    .isSameAs(Entitlements.NONE);
        }
        try (var plane = DataPlane.start(cutOff())) {
            assertThat(plane.entitlements(tenant.id()))
                    .as("with everything down")
                    .isEqualTo(STANDARD);
            assertThat(plane.status().entitlements().health()).isEqualTo(Health.STALE);
        }
    }

    @Test
    void a_tenant_on_which_there_is_no_word_has_the_default_plan() {
        platform.say(tenant);
        try (var instance = started()) {
            assertThat(instance.plane
                            .entitlements(tenant.id())
                            .check("loyalty", 0)
                            .reason())
                    .isEqualTo(Check.Reason.NO_ENTITLEMENTS);
            assertThat(instance.plane.entitlements(tenant.id()).limit("stores")).isEqualTo(1);
            platform.say(Events.governance(1, 3, "standard"));
            instance.await("the default of stores", () -> instance.plane.mostStores(tenant.id()) == 3);
            var newest = SampleEntitlements.of("standard")
                    .on("loyalty")
                    .limit("products", 7)
                    .build();
            platform.say(EntitlementEvents.plan("standard", 1, BASIC, newest));
            instance.await(
                    "the default plan",
                    () -> instance.plane.entitlements(tenant.id()).isOn("loyalty"));
            var byDefault = instance.plane.entitlements(tenant.id());
            assertThat(byDefault.isByDefault()).isTrue();
            assertThat(byDefault.plan()).isEqualTo(new Entitlements.Plan("standard", 2, "Plan standard"));
            assertThat(byDefault.limit("products")).isEqualTo(7);
            assertThat(byDefault.limit("stores")).as("the plan says nothing").isEqualTo(3);
            assertThat(byDefault.check("pos", 0).reason()).isEqualTo(Check.Reason.NO_ENTITLEMENTS);
            assertThat(instance.plane.entitlements(tenant.id())).as("made once").isSameAs(byDefault);
        }
        try (var plane = DataPlane.start(cutOff())) {
            assertThat(plane.entitlements(tenant.id()).isOn("loyalty"))
                    .as("with everything down")
                    .isTrue();
        }
        try (var instance = started()) {
            say(1, BASIC);
            is(instance, BASIC);
            assertThat(instance.plane.mostStores(tenant.id()))
                    .as("the owner has computed what holds, and does not name stores")
                    .isZero();
            platform.send(
                    platform.topic(Contract.ENTITLEMENTS),
                    tenant.id().toString(),
                    null,
                    Platform.headers(tenant.id().toString(), 2));
            instance.await(
                    "the default holds again",
                    () -> instance.plane.entitlements(tenant.id()).isByDefault());
            past(instance, say(1, BASIC));
            assertThat(instance.plane.entitlements(tenant.id()).isByDefault())
                    .as("an old record does not bring it back")
                    .isTrue();
        }
    }

    @Test
    void poison_is_set_aside_and_hurts_nobody_else() {
        platform.say(tenant);
        say(1, BASIC);
        var key = tenant.id().toString();
        try (var instance = started()) {
            is(instance, BASIC);
            var topic = platform.topic(Contract.ENTITLEMENTS);
            var poison = platform.send(topic, key, new byte[] {0, 1}, Platform.headers(key, 2));
            past(instance, poison);
            var below = SampleEntitlements.of("standard").limit("products", -1).build();
            past(instance, say(3, below));
            assertThat(instance.plane.entitlements(tenant.id())).isEqualTo(BASIC);
            assertThat(instance.plane.status().entitlements().quarantined()).isEqualTo(2);
            assertThat(instance.plane.status().quarantined()).as("of tenants").isZero();
            instance.position(said -> said.getPartitions().stream()
                    .anyMatch(at -> isOf(at, poison) && at.getQuarantined().size() == 2));
            var suspended = Events.suspended(tenant, "unpaid");
            instance.past(platform.say(suspended));
            assertThat(instance.plane.find(tenant.id())).isEqualTo(suspended);
            past(instance, say(4, STANDARD));
            is(instance, STANDARD);
            assertThat(instance.plane.status().entitlements().quarantined()).isZero();
        }
    }

    @Test
    void a_topic_made_anew_is_read_from_its_beginning() throws InterruptedException, ExecutionException {
        platform.say(tenant);
        say(5, STANDARD);
        try (var instance = started()) {
            is(instance, STANDARD);
            var before = instance.plane.status();
            platform.recreate(Contract.ENTITLEMENTS);
            say(1, BASIC);
            instance.await("the old word or the new one", () -> {
                assertThat(instance.plane.entitlements(tenant.id())).isIn(STANDARD, BASIC, byDefault(instance));
                return instance.plane.entitlements(tenant.id()).equals(BASIC);
            });
            assertThat(instance.plane.status().topicId()).as("of tenants").isEqualTo(before.topicId());
            assertThat(instance.plane.status().health()).isEqualTo(Health.READY);
        }
    }

    /** The topic may be seen empty before it is written to again. */
    private Entitlements byDefault(Instance instance) {
        return instance.plane.entitlements(tenant.id()).isByDefault()
                ? instance.plane.entitlements(tenant.id())
                : Entitlements.NONE;
    }

    @Test
    void a_damaged_copy_is_set_aside_and_the_tenants_are_served_on() throws IOException {
        platform.say(tenant);
        say(1, STANDARD);
        try (var instance = started()) {
            is(instance, STANDARD);
        }
        var file = folder.resolve("entitlements.mv");
        var bytes = Files.readAllBytes(file);
        for (var at = 0; at < bytes.length; at += 7) {
            bytes[at] ^= 0x55;
        }
        Files.write(file, bytes);
        try (var plane = DataPlane.start(cutOff())) {
            assertThat(plane.find(tenant.id())).isEqualTo(tenant);
            assertThat(plane.entitlements(tenant.id()).isByDefault()).isTrue();
        }
        try (var instance = started()) {
            is(instance, STANDARD);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("entitlements.mv.damaged-"))
                    .noneMatch(name -> name.startsWith("tenants.mv.damaged-"));
        }
    }

    @Test
    void an_instance_is_ready_without_the_topics_of_plans() throws InterruptedException, ExecutionException {
        platform.say(tenant);
        platform.delete(Contract.ENTITLEMENTS);
        platform.delete(Contract.PLANS);
        try (var instance = Instance.start(platform, folder).ready()) {
            assertThat(instance.plane.mayServe(tenant.id(), Operation.ORDER).allowed())
                    .isTrue();
            assertThat(instance.plane.mostStores(tenant.id())).isEqualTo(1);
            instance.await(
                    "it says so", () -> instance.plane.status().notice().startsWith("entitlements: cannot follow"));
            platform.createTopics();
            say(1, STANDARD);
            is(instance, STANDARD);
        }
    }

    @Test
    void a_copy_that_is_wrong_is_healed_by_the_owners_digests() {
        platform.say(tenant);
        say(1, BASIC);
        say(2, STANDARD);
        try (var instance = started()) {
            is(instance, STANDARD);
        }
        var old = platform.bytes(EntitlementEvents.of(tenant.id(), 1, BASIC));
        DiskCopyFixture.edit(
                folder, "entitlements", edition -> edition.put(tenant.id().toString(), old));
        try (var instance = started()) {
            assertThat(instance.plane.entitlements(tenant.id())).as("wrong").isEqualTo(BASIC);
            var takenAt = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
            for (var round = 1; round < 40; round++) {
                digest(2, takenAt.plusSeconds(round));
                Eventually.sleep(Duration.ofMillis(500));
                if (instance.plane.status().entitlements().digests().healed() == 1) {
                    break;
                }
            }
            assertThat(instance.plane.entitlements(tenant.id())).isEqualTo(STANDARD);
            assertThat(instance.plane.status().entitlements().repairs()).isEqualTo(1);
            assertThat(instance.plane.status().digests().compared())
                    .as("of tenants")
                    .isZero();
        }
    }

    private void digest(long version, Instant takenAt) {
        var counted = new Buckets();
        var id = tenant.id().toString();
        counted.add(id, version);
        var bucket = counted.of(id);
        var tally = counted.tally(bucket);
        platform.say(Digest.newBuilder()
                .setTopic(Contract.ENTITLEMENTS.name())
                .setBucket(bucket)
                .setBuckets(Buckets.COUNT)
                .setCount(tally.count())
                .setHash(tally.hash())
                .setHighestVersion(tally.highestVersion())
                .setTakenAt(takenAt)
                .build());
    }
}
