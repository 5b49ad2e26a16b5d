package io.centercontrol.dataplane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.TopicReader;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The trace of a change goes on in an instance, when the application has an OpenTelemetry. */
class TracingIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String WRITER = "b7ad6b7169203331";

    @RegisterExtension
    static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void applying_and_provisioning_are_spans_below_the_one_that_wrote_the_record_and_reports_carry_on() {
        var before = SampleTenant.active("before");
        var tenant = SampleTenant.provisioning("acme");
        try (var platform = new Platform();
                var reports = platform.read(Contract.reports(Platform.SERVICE))) {
            say(platform, before);
            var config = platform.config(folder).build();
            try (var instance = Instance.start(platform, config, new ProvisioningHandler() {
                        @Override
                        public void provision(Tenant provisioned) {}

                        @Override
                        public void update(Tenant updated) {}

                        @Override
                        public void export(TenantId tenantId, OutputStream to) {}

                        @Override
                        public Erased erase(TenantId tenantId) {
                            throw new AssertionError("nobody asks to erase");
                        }
                    })
                    .ready()) {
                assertThat(OTEL.getSpans()).as("reading the past is no span").isEmpty();
                say(platform, tenant);
                platform.send(
                        platform.topic(Contract.PROVISIONING),
                        tenant.id().toString(),
                        platform.bytes(Events.awaiting(tenant, 1, Platform.SERVICE, 0, 1, true)),
                        traced(tenant));

                var report =
                        reports.await(record -> record.key().equals(tenant.id().toString()), Duration.ofSeconds(30));
                instance.await("both are done", () -> OTEL.getSpans().size() == 2);
                var applied = span("apply " + platform.topic(Contract.TENANTS));
                var provisioned = span("provision " + platform.topic(Contract.PROVISIONING));
                assertThat(List.of(applied, provisioned)).allSatisfy(span -> {
                    assertThat(span.getTraceId()).isEqualTo(TRACE);
                    assertThat(span.getParentSpanId()).isEqualTo(WRITER);
                    assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
                });
                assertThat(TopicReader.headers(report))
                        .containsEntry("traceparent", "00-" + TRACE + "-" + provisioned.getSpanId() + "-01");
            }
        }
    }

    private static void say(Platform platform, Tenant tenant) {
        platform.send(platform.topic(Contract.TENANTS), tenant.id().toString(), platform.bytes(tenant), traced(tenant));
    }

    private static List<Header> traced(Tenant tenant) {
        return List.of(
                new RecordHeader("tenant-id", tenant.id().toString().getBytes(UTF_8)),
                new RecordHeader("traceparent", ("00-" + TRACE + "-" + WRITER + "-01").getBytes(UTF_8)));
    }

    private static SpanData span(String name) {
        return OTEL.getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
