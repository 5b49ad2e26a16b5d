package io.centercontrol.storefront;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.dataplane.Events;
import io.centercontrol.dataplane.Eventually;
import io.centercontrol.dataplane.Platform;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.parts.HttpUser;
import io.centercontrol.parts.KafkaUser;
import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Backend;
import io.centercontrol.testkit.TopicReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged storefront, twice, as separate processes on one database. */
class TwoInstancesIT {
    private static final String ORDER = "{\"items\":[{\"sku\":\"MUG\",\"quantity\":1}]}";

    private final Backend backend = Backend.shared();
    private final String name = "sf" + UUID.randomUUID().toString().substring(0, 8);
    private final String prefix = name + ".";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Map<String, String> environment;

    @SuppressWarnings("NullAway.Init")
    private Platform platform;

    @BeforeEach
    void prepare() {
        var database = backend.createDatabase(name);
        var topics = Contract.topics(List.of("storefront"));
        backend.createTopics(topics, prefix);
        var addresses = backend.addresses();
        platform = new Platform(prefix, addresses.bootstrap(), URI.create(addresses.registryUrl()));
        var access = new Access(prefix);
        backend.allow(access, List.of("storefront"));
        var user = KafkaUser.of(addresses.secrets(), access.tenantServiceUser("storefront"));
        var reader = HttpUser.ofRegistryReader(addresses.secrets());
        environment = Map.ofEntries(
                entry("CC_DATABASE_PORT", Integer.toString(addresses.postgres())),
                entry("CC_DATABASE_NAME", database.name()),
                entry("CC_DATABASE_USER", database.user()),
                entry("CC_DATABASE_PASSWORD", database.password()),
                entry("CC_KAFKA_BOOTSTRAP", addresses.bootstrap()),
                entry("CC_SDK_KAFKA_USER", user.name()),
                entry("CC_SDK_KAFKA_PASSWORD", user.password()),
                entry("CC_REGISTRY_URL", addresses.registryUrl()),
                entry("CC_SDK_REGISTRY_USER", reader.name()),
                entry("CC_SDK_REGISTRY_PASSWORD", reader.password()),
                entry("CC_TOPICS_PREFIX", prefix),
                entry("CC_SDK_SERVICE", "storefront"));
    }

    @AfterEach
    void clear() {
        platform.close();
        backend.forget(new Access(prefix));
        backend.dropDatabase(name);
    }

    @Test
    void serve_together_and_alone_and_without_the_control_plane() throws Exception {
        var tenant = SampleTenant.active("acme");
        platform.say(tenant);
        platform.say(Events.awaiting(tenant, 1, "storefront", 0, 1, true));
        var host = tenant.slug() + ".localhost";
        try (var one = StorefrontProcess.start(folder.resolve("one"), environment);
                var two = StorefrontProcess.start(folder.resolve("two"), environment)) {
            Eventually.await(
                    "the shop is provisioned",
                    () -> one.request().header("Host", host).get("/catalog").statusCode() == 200);
            try (var reports = new TopicReader(backend.addresses().kafkaAdmin(), prefix + "cc.reports.storefront.v1")) {
                assertThat(reports.allWithin(Duration.ofSeconds(2)))
                        .as("one of the two did it")
                        .hasSize(1);
            }
            var token = logIn(one, host);
            two.request()
                    .header("Host", host)
                    .auth()
                    .oauth2(token)
                    .body(ORDER)
                    .post("/orders")
                    .then()
                    .statusCode(201);

            platform.say(Events.suspended(tenant, "unpaid"));
            for (var each : new StorefrontProcess[] {one, two}) {
                Eventually.await(
                        "the suspension is obeyed",
                        () -> each.request()
                                        .header("Host", host)
                                        .auth()
                                        .oauth2(token)
                                        .body(ORDER)
                                        .post("/orders")
                                        .statusCode()
                                == 403);
            }
            System.out.println("resident: " + one.memory() + " and " + two.memory() + " MiB");
            two.kill();
            one.request().header("Host", host).get("/catalog").then().statusCode(200);
        }

        var cutOff = new HashMap<>(environment);
        cutOff.put("CC_KAFKA_BOOTSTRAP", "127.0.0.1:9");
        cutOff.put("CC_REGISTRY_URL", "http://127.0.0.1:9");
        try (var two = StorefrontProcess.start(folder.resolve("two"), cutOff)) {
            two.request()
                    .get("/q/health/ready")
                    .then()
                    .body("checks.find { it.name == 'data-plane' }.data.health", equalTo("STALE"));
            two.request()
                    .header("Host", host)
                    .body("{\"email\":\"ada@example.org\",\"password\":\"correct horse\"}")
                    .post("/login")
                    .then()
                    .statusCode(403)
                    .body("tenantStatusReason", equalTo("unpaid"));
            two.request().header("Host", host).get("/catalog").then().statusCode(200);
        }
    }

    private static String logIn(StorefrontProcess at, String host) {
        return at.request()
                .header("Host", host)
                .body("{\"email\":\"ada@example.org\",\"password\":\"correct horse\"}")
                .post("/login")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }
}
