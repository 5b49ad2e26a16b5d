package io.centercontrol.tenants.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.dataplane.Credentials;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.Health;
import io.centercontrol.parts.HttpUser;
import io.centercontrol.parts.KafkaUser;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One trace from the caller's own span through HTTP, outbox, Debezium and Kafka to an SDK, as a collector sees it. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
@QuarkusTestResource(TraceCollector.class)
class TracingIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String CALLER = "b7ad6b7169203331";

    @TempDir
    Path folder;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @Test
    void a_request_is_one_trace_up_to_the_instance_that_applies_it() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        try (var plane = DataPlane.start(config());
                var topic = Environment.current().read(Contract.TENANTS)) {
            await().atMost(BOUND).until(() -> plane.status().health() == Health.READY);

            var id = register("00-" + trace + "-" + CALLER + "-01", "vendor=some-state");
            var record = topic.await(read -> id.equals(read.key()), BOUND);
            await().atMost(BOUND).until(() -> TraceCollector.spans(trace).size() >= 3);

            var spans = TraceCollector.spans(trace);
            var request = of(spans, Span.SpanKind.SPAN_KIND_SERVER);
            var publish = of(spans, Span.SpanKind.SPAN_KIND_PRODUCER);
            var apply = of(spans, Span.SpanKind.SPAN_KIND_CONSUMER);
            assertThat(TraceCollector.hex(request.getParentSpanId())).isEqualTo(CALLER);
            assertThat(publish.getParentSpanId()).isEqualTo(request.getSpanId());
            assertThat(publish.getName())
                    .isEqualTo("publish " + Environment.current().name(Contract.TENANTS));
            assertThat(apply.getParentSpanId()).isEqualTo(publish.getSpanId());
            assertThat(apply.getName())
                    .isEqualTo("apply " + Environment.current().name(Contract.TENANTS));
            assertThat(TopicReader.headers(record))
                    .containsEntry("traceparent", "00-" + trace + "-" + TraceCollector.hex(publish.getSpanId()) + "-01")
                    .containsEntry("tracestate", "vendor=some-state");
        }
    }

    private DataPlaneConfig config() {
        var addresses = Environment.current().addresses();
        var user =
                KafkaUser.of(addresses.secrets(), Environment.current().access().tenantServiceUser("storefront"));
        var reader = HttpUser.ofRegistryReader(addresses.secrets());
        return DataPlaneConfig.forService("storefront")
                .kafkaBootstrap(addresses.bootstrap())
                .kafkaCredentials(new Credentials(user.name(), user.password()))
                .registry(URI.create(addresses.registryUrl()))
                .registryCredentials(new Credentials(reader.name(), reader.password()))
                .topicsPrefix(Environment.current().prefix())
                .stateFolder(folder)
                .build();
    }

    private static String register(String traceparent, String tracestate) {
        return given().auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_OPERATOR))
                .contentType("application/json")
                .header("traceparent", traceparent)
                .header("tracestate", tracestate)
                .body(Map.of("slug", "o-" + UUID.randomUUID().toString().substring(0, 13), "name", "Traced"))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Span of(List<Span> spans, Span.SpanKind kind) {
        return spans.stream()
                .filter(span -> span.getKind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + spans));
    }
}
