package io.centercontrol.dataplane.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.Events;
import io.centercontrol.dataplane.Eventually;
import io.centercontrol.dataplane.Platform;
import io.centercontrol.dataplane.RememberedTexts;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.copy.DamagedCopy;
import io.centercontrol.dataplane.copy.DiskCopy;
import io.centercontrol.dataplane.copy.StateFolder;
import io.centercontrol.dataplane.digest.Comparison;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.dataplane.view.TenantIndex;
import io.centercontrol.dataplane.wire.RegistryClient;
import io.centercontrol.dataplane.wire.SchemaBook;
import io.centercontrol.dataplane.wire.TenantReader;
import io.centercontrol.dataplane.wire.WireFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.schemas.PublishedSchemas;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final int SCHEMA = 7;
    private static final String TOPIC = Contract.TENANTS.name();
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @TempDir
    Path folder;

    /** The next answer comes after seconds: a first start would wait for it, with everything there. */
    @Test
    void serves_when_the_missing_schema_comes_by_the_answer_that_it_was_missing_at()
            throws DamagedCopy, InterruptedException {
        var acme = SampleTenant.active("acme");
        var texts = new RememberedTexts();
        var standing = new Standing<TenantIndex>(Contract.TENANTS, new Lease(null), Duration.ofSeconds(5));
        var closed = new AtomicBoolean();
        try (var state = StateFolder.open(folder);
                var disk = DiskCopy.open(state, "tenants");
                var schemas = new SchemaBook(new RegistryClient(NOBODY), texts)) {
            var subject = new Subject<Tenant, TenantIndex>(
                    Contract.TENANTS, "tenants", new TenantReader(schemas), TenantIndex::new);
            var reading = Reading.begin(disk.begin("id"), subject, () -> {});
            var config = DataPlaneConfig.forService("shop").stateFolder(folder).build();
            var line = new Line(new Feed(config, "instance"), TOPIC, Map.of(0, 0L));
            var session = new Session<>(line, disk, standing, new DigestCheck<>(new Comparison()), Duration.ofDays(1));
            line.put(List.of(record(acme)), Map.of(0, 1L));
            line.heard(new Line.End(System.nanoTime(), Instant.now(), "id", 1, Map.of(0, 1L), Map.of()));
            var following = Thread.ofPlatform().start(() -> follow(session, reading, closed));
            try {
                Eventually.await("it waits", () -> standing.notice().contains("waiting for the schema registry"));
                assertThat(standing.served()).isNull();

                texts.keepSchema(SCHEMA, PublishedSchemas.newest("tenant").text());

                Eventually.await("it serves", () -> standing.served() != null);
                assertThat(standing.lag()).isZero();
                assertThat(Optional.ofNullable(standing.served()).map(index -> index.findBySlug("acme")))
                        .contains(acme);
            } finally {
                closed.set(true);
                following.join();
            }
        }
    }

    private static void follow(
            Session<Tenant, TenantIndex> session, Reading<Tenant, TenantIndex> reading, AtomicBoolean closed) {
        try {
            session.follow(reading, closed::get);
        } catch (Session.BeginAnew | DamagedCopy | Unclear | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(Tenant tenant) {
        var value = WireFixture.value(SCHEMA, Events.of(tenant));
        var headers = new RecordHeaders();
        Platform.headers(tenant.id().toString(), tenant.version()).forEach(headers::add);
        return new ConsumerRecord<>(
                TOPIC,
                0,
                0,
                0,
                TimestampType.LOG_APPEND_TIME,
                36,
                value.length,
                tenant.id().toString().getBytes(UTF_8),
                value,
                headers,
                Optional.empty());
    }
}
