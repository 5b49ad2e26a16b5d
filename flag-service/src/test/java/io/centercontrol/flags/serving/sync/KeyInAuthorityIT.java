package io.centercontrol.flags.serving.sync;

import static io.centercontrol.flags.serving.FlagsFixture.bool;
import static io.centercontrol.flags.serving.FlagsFixture.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.serving.FlagsFixture;
import io.centercontrol.flags.wire.sync.FetchAllFlagsRequest;
import io.centercontrol.flags.wire.sync.FlagSyncServiceGrpc;
import io.centercontrol.testkit.NodeProgram;
import io.centercontrol.testkit.ServiceStack;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key that comes as the authority opens the sync protocol to clients that can send no header, and goes nowhere else. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class KeyInAuthorityIT {
    @Inject
    DataPlane plane;

    @Inject
    KeyRing ring;

    @Inject
    SeenSpans spans;

    @ConfigProperty(name = "quarkus.grpc.server.test-port")
    int port;

    private FlagsFixture flags;
    private String key;
    private String flag;

    @BeforeEach
    void begin() {
        flags = new FlagsFixture(plane, ring);
        key = flags.key(Scope.SYNC);
        flag = newKey();
        flags.put(flag, bool("{}"));
    }

    @AfterEach
    void end() {
        flags.archive(flag);
        flags.close();
    }

    @Test
    void a_good_key_opens_it_alone_or_with_a_name_behind_it() throws InterruptedException {
        for (var authority : List.of(key, key + ".flags.example", key + ":8015", key + ".flags.example:443")) {
            assertThat(document(authority)).contains(flag);
        }
    }

    @Test
    void nothing_else_does() {
        for (var authority : List.of("localhost", key.substring(1), "x." + key, flags.key(Scope.OFREP))) {
            assertRefused(authority);
        }
    }

    @Test
    void what_a_header_says_counts_before_it() throws InterruptedException {
        assertThat(document("localhost", sends("x-api-key", key))).contains(flag);
        assertThat(document("localhost", sends("authorization", "Bearer " + key)))
                .contains(flag);
        assertRefused(key, sends("x-api-key", "wrong"));
    }

    @Test
    void no_trace_has_it() throws InterruptedException {
        var before = spans.all().size();
        document(key);
        await().atMost(Duration.ofSeconds(10)).until(() -> spans.all().size() >= before + 2);
        assertThat(spans.all()).allSatisfy(span -> assertThat(span.toString()).doesNotContain(key));
    }

    @Test
    void the_provider_of_npm_follows_by_its_own_settings_alone() throws IOException, InterruptedException {
        withNode();
        // What was kept with a warning is one flag's, and takes no other flag of the document with it.
        var kept = newKey();
        flags.put(kept, bool("{\"if\":[{\"$ref\":\"nowhere\"},{\"nonsense\":[]},\"no variant\"]}"));
        try (var node = NodeProgram.start("follow.js", flag, settings(key))) {
            var ready = node.said("ready").get("details");
            assertThat(ready.get("value").asBoolean()).isFalse();
            assertThat(ready.get("variant").asText()).isEqualTo("off");
            assertThat(ready.toString()).doesNotContain(key);

            flags.put(flag, bool("{\"if\":[true,\"on\"]}"));
            var changed = node.said("changed").get("details");
            assertThat(changed.get("value").asBoolean()).isTrue();
            assertThat(changed.toString()).doesNotContain(key);

            FlagsFixture.revoke(key);
            node.said("error");
        } finally {
            flags.archive(kept);
        }
    }

    @Test
    void the_provider_of_npm_without_a_key_is_not_let_in() throws IOException, InterruptedException {
        withNode();
        try (var node = NodeProgram.start("follow.js", flag, settings("localhost"))) {
            node.said("refused");
        }
    }

    private static void withNode() throws IOException, InterruptedException {
        assumeTrue(NodeProgram.isPossible(), "There is no Node here, so flagd's provider of npm is not tried.");
        NodeProgram.install("follow.js");
    }

    private Map<String, String> settings(String authority) {
        return Map.of(
                "FLAGD_RESOLVER",
                "in-process",
                "FLAGD_HOST",
                "127.0.0.1",
                "FLAGD_PORT",
                Integer.toString(port),
                "FLAGD_RETRY_GRACE_PERIOD",
                "1",
                "FLAGD_DEFAULT_AUTHORITY",
                authority);
    }

    private void assertRefused(String authority, ClientInterceptor... more) {
        assertThatThrownBy(() -> document(authority, more))
                .asInstanceOf(type(StatusRuntimeException.class))
                .satisfies(e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
                    assertThat(e.getMessage()).doesNotContain(key);
                });
    }

    private String document(String authority, ClientInterceptor... more) throws InterruptedException {
        var channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .overrideAuthority(authority)
                .build();
        try {
            return FlagSyncServiceGrpc.newBlockingStub(channel)
                    .withInterceptors(more)
                    .fetchAllFlags(FetchAllFlagsRequest.getDefaultInstance())
                    .getFlagConfiguration();
        } finally {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    private static ClientInterceptor sends(String name, String value) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }
}
