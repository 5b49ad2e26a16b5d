package io.centercontrol.dataplane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.fuzz.Mutations;
import io.centercontrol.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that nobody can read: set aside, told of, and passed. */
class PoisonIT {
    private final Platform platform = new Platform();
    private final Tenant tenant = SampleTenant.active("acme");
    private final String key = tenant.id().toString();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    private RecordMetadata send(String key, byte[] value, List<Header> headers) {
        return platform.send(platform.topic(Contract.TENANTS), key, value, headers, 2);
    }

    @Test
    void all_kinds_are_set_aside_and_the_partition_goes_on() {
        var good = platform.bytes(tenant);
        var ok = Platform.headers(key, tenant.version());
        var truncated = java.util.Arrays.copyOf(good, good.length - 3);
        var longer = java.util.Arrays.copyOf(good, good.length + 3);
        var sent = new ArrayList<RecordMetadata>();
        sent.add(send(key, new byte[0], ok));
        sent.add(send(key, "{}".getBytes(UTF_8), ok));
        sent.add(send(key, truncated, ok));
        sent.add(send(key, longer, ok));
        sent.add(send("no-uuid", good, List.of()));
        sent.add(send(UUID.randomUUID().toString(), good, List.of()));
        sent.add(send(key, good, Platform.headers(UUID.randomUUID().toString(), tenant.version())));
        sent.add(send(key, good, Platform.headers(key, 77)));
        sent.add(send(
                key,
                good,
                List.of(new org.apache.kafka.common.header.internals.RecordHeader("version", "one".getBytes(UTF_8)))));
        sent.add(send(key, platform.bytes(Events.at(tenant, 0)), List.of()));
        var offsets = sent.stream().map(RecordMetadata::offset).toList();
        var other = SampleTenant.active("other");
        send(
                other.id().toString(),
                platform.bytes(other),
                Platform.headers(other.id().toString(), 1));

        try (var instance = Instance.start(platform, folder).ready()) {
            assertThat(instance.plane.find(other.id())).isEqualTo(other);
            assertThat(instance.plane.find(tenant.id())).isNull();
            assertThat(instance.plane.status().quarantined()).isEqualTo(offsets.size());
            var position =
                    instance.position(said -> !Instance.quarantined(said, 2).isEmpty());
            assertThat(Instance.quarantined(position, 2)).isEqualTo(offsets);
        }
        try (var instance = Instance.start(platform, folder)) {
            assertThat(instance.plane.status().quarantined())
                    .as("remembered over a restart")
                    .isEqualTo(offsets.size());
        }
    }

    /** Each of a tenant of its own, so that none is superseded: what was sent is either applied or set aside. */
    @Test
    void every_mutated_record_is_applied_or_set_aside() {
        var seed = new Random().nextLong();
        var mutations = new Mutations(seed);
        var sent = new ArrayList<Tenant>();
        try (var instance = Instance.start(platform, folder).ready()) {
            for (var n = 0; n < 400; n++) {
                var one = SampleTenant.active("shop-" + n);
                var bytes = platform.bytes(one);
                var avro = mutations.of(Arrays.copyOfRange(bytes, WireFormat.HEADER, bytes.length), bytes);
                var value = Arrays.copyOf(bytes, WireFormat.HEADER + avro.length);
                System.arraycopy(avro, 0, value, WireFormat.HEADER, avro.length);
                send(one.id().toString(), value, Platform.headers(one.id().toString(), one.version()));
                sent.add(one);
            }
            instance.past(send(key, platform.bytes(tenant), Platform.headers(key, tenant.version())));

            assertThat(instance.plane.find(tenant.id())).as("seed %d", seed).isEqualTo(tenant);
            var applied = sent.stream()
                    .filter(one -> instance.plane.find(one.id()) != null)
                    .count();
            assertThat(applied + instance.plane.status().quarantined())
                    .as("seed %d, %d applied", seed, applied)
                    .isEqualTo(sent.size());
            assertThat(applied).as("seed %d", seed).isLessThan(sent.size() / 2);
        }
    }

    @Test
    void a_later_record_of_the_same_key_supersedes_it() {
        try (var instance = Instance.start(platform, folder).ready()) {
            var poison = send(key, new byte[] {0, 1}, Platform.headers(key, 2));
            instance.past(poison);
            assertThat(instance.plane.status().quarantined()).isEqualTo(1);
            var other = SampleTenant.active("other");
            instance.past(send(other.id().toString(), platform.bytes(other), List.of()));
            assertThat(instance.plane.status().quarantined()).as("another key").isEqualTo(1);
            var next = Events.at(tenant, 3);
            var good = send(key, platform.bytes(next), Platform.headers(key, 3));
            instance.past(good);
            assertThat(instance.plane.find(tenant.id())).isEqualTo(next);
            assertThat(instance.plane.status().quarantined()).isZero();
            var position = instance.position(said -> platform.of(said, Contract.TENANTS).stream()
                    .anyMatch(at -> at.getPartition() == 2 && at.getNextOffset() > good.offset()));
            assertThat(Instance.quarantined(position, 2)).isEmpty();
        }
        try (var instance = Instance.start(platform, folder)) {
            assertThat(instance.plane.status().quarantined()).isZero();
        }
    }

    @Test
    void a_duplicate_of_an_older_version_supersedes_nothing() {
        send(key, platform.bytes(tenant), Platform.headers(key, 1));
        try (var instance = Instance.start(platform, folder).ready()) {
            instance.past(send(key, new byte[] {0, 1}, Platform.headers(key, 2)));
            instance.past(send(key, platform.bytes(tenant), Platform.headers(key, 1)));
            assertThat(instance.plane.status().quarantined()).isEqualTo(1);
        }
    }

    /** The registry answers, and says that there is no such schema: after some tries it is believed. */
    @Test
    void a_schema_that_the_registry_does_not_have_is_poison_in_the_end() {
        var value = ByteBuffer.wrap(platform.bytes(tenant)).putInt(1, 999_999).array();
        var sent = send(key, value, Platform.headers(key, 1));
        var next = Events.at(tenant, 2);
        send(key, platform.bytes(next), Platform.headers(key, 2));
        try (var instance = Instance.start(platform, folder)) {
            instance.past(sent);
            instance.ready();
            assertThat(instance.plane.find(tenant.id())).isEqualTo(next);
            assertThat(instance.plane.status().quarantined()).as("superseded").isZero();
        }
    }
}
