package io.centercontrol.flags.serving.sync;

import static io.centercontrol.flags.serving.FlagsFixture.bool;
import static io.centercontrol.flags.serving.FlagsFixture.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.evaluation.KillSwitch;
import io.centercontrol.evaluation.Layers;
import io.centercontrol.evaluation.Share;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.serving.FlagsFixture;
import io.centercontrol.testkit.ServiceStack;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An OpenFeature client with flagd's public in-process provider, both as they are, that follows us. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class FlagdClientIT {
    private static final String DOMAIN = "flagd";
    private static final Duration BOUND = Duration.ofSeconds(30);

    @Inject
    DataPlane plane;

    @Inject
    KeyRing ring;

    @ConfigProperty(name = "quarkus.grpc.server.test-port")
    int port;

    private FlagsFixture flags;
    private Client client;
    private String flag;

    @BeforeEach
    void begin() {
        flags = new FlagsFixture(plane, ring);
        flag = newKey();
        var headers = new Metadata();
        headers.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + flags.key(Scope.SYNC));
        var options = FlagdOptions.builder()
                .resolverType(Config.Resolver.IN_PROCESS)
                .host("127.0.0.1")
                .port(port)
                .tls(false)
                .deadline(30_000)
                .clientInterceptors(List.of(MetadataUtils.newAttachHeadersInterceptor(headers)))
                .build();
        OpenFeatureAPI.getInstance().setProviderAndWait(DOMAIN, new FlagdProvider(options));
        client = OpenFeatureAPI.getInstance().getClient(DOMAIN);
    }

    @AfterEach
    void end() {
        OpenFeatureAPI.getInstance().getProvider(DOMAIN).shutdown();
        flags.archive(flag);
        flags.close();
    }

    @Test
    void it_gets_the_right_value_also_after_a_change_and_after_a_kill_switch() {
        var tenant = UUID.randomUUID().toString();
        var gold = Layers.of(bool("{\"if\":[{\"==\":[{\"var\":\"plan\"},\"gold\"]},\"on\"]}"));
        flags.put(flag, gold);
        becomes(true, tenant, "gold");
        becomes(false, tenant, "basic");

        flags.put(flag, gold.overrides(Map.of(tenant, "on"), Map.of()));
        becomes(true, tenant, "basic");

        flags.put(flag, gold.off("off", KillSwitch.forThese(java.util.Set.of(tenant), java.util.Set.of())));
        becomes(false, tenant, "gold");
        becomes(true, UUID.randomUUID().toString(), "gold");

        flags.put(flag, gold.off("off", KillSwitch.forEveryone()));
        becomes(false, UUID.randomUUID().toString(), "gold");
    }

    @Test
    void it_sees_a_rollout_grow_without_letting_anybody_go() {
        var gold = Layers.of(bool("{\"if\":[{\"==\":[{\"var\":\"plan\"},\"gold\"]},\"on\"]}"));
        var tenants =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(500).toList();
        flags.put(flag, gold.rollout(new Share("on", 2_000, Share.By.TENANT)));
        becomes(true, tenants.getFirst(), "gold");
        var some = on(tenants);
        assertThat(some).hasSizeBetween(50, 150);

        flags.put(flag, gold.rollout(new Share("on", 6_000, Share.By.TENANT)));
        await().atMost(BOUND).until(() -> on(tenants).size() > 200);
        assertThat(on(tenants)).containsAll(some).hasSizeLessThan(400);

        flags.put(flag, gold.rollout(new Share("on", Share.ALL, Share.By.TENANT)));
        await().atMost(BOUND).until(() -> on(tenants).size() == tenants.size());
        flags.put(flag, gold);
        await().atMost(BOUND).until(() -> on(tenants).isEmpty());
    }

    @Test
    void it_gets_flags_whatever_their_keys_are() {
        for (var key : List.of("checkout/new", "a;b", "team:feature", "größe", "..b\\", "\"quoted\" {}")) {
            flags.archive(flag);
            flag = newKey() + key;
            flags.put(flag, bool("{\"if\":[{\"==\":[{\"var\":\"plan\"},\"gold\"]},\"on\"]}"));
            becomes(true, UUID.randomUUID().toString(), "gold");
            becomes(false, UUID.randomUUID().toString(), "basic");
        }
    }

    /** Those on another plan than gold who get it. */
    private List<String> on(List<String> tenants) {
        return tenants.stream()
                .filter(tenant -> client.getBooleanValue(flag, false, context(tenant, "basic")))
                .toList();
    }

    /** The caller's own default is the opposite, so that it can't be what is seen. */
    private void becomes(boolean value, String tenant, String plan) {
        var context = context(tenant, plan);
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(client.getBooleanValue(flag, !value, context))
                        .isEqualTo(value));
    }

    private static ImmutableContext context(String tenant, String plan) {
        return new ImmutableContext(tenant, Map.of("tenantId", new Value(tenant), "plan", new Value(plan)));
    }
}
