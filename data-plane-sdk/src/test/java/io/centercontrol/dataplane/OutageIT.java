package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.centercontrol.dataplane.testing.SampleTenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka and the registry are down, or come late. */
class OutageIT {
    private final Platform platform = new Platform();
    private final Tenant tenant = SampleTenant.active("acme");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    private static int unusedPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private DataPlaneConfig.Builder nowhere() {
        return platform.config(folder)
                .kafkaBootstrap("127.0.0.1:" + unusedPort())
                .registry(URI.create("http://127.0.0.1:" + unusedPort()));
    }

    @Test
    void serves_from_disk_with_everything_down_and_says_how_old_it_is() {
        platform.say(tenant);
        Instance.start(platform, folder).ready().close();
        Eventually.sleep(Duration.ofSeconds(1));
        try (var plane = DataPlane.start(nowhere().build())) {
            assertThat(plane.mayServe(tenant.id(), Operation.LOGIN)).isEqualTo(Decision.ALLOWED);
            assertThat(plane.findBySlug("acme")).isEqualTo(tenant);
            assertThat(plane.status().health()).isEqualTo(Health.STALE);
            assertThat(plane.status().age()).isBetween(Duration.ofMillis(900), Duration.ofMinutes(5));
            assertThat(plane.status().tenants()).isEqualTo(1);
            Eventually.await("it says why", () -> plane.status().notice().contains("cannot follow"));
        }
    }

    @Test
    void refuses_log_ins_and_orders_with_everything_down_when_it_has_a_lease() {
        platform.say(tenant);
        Instance.start(platform, folder).ready().close();
        try (var plane = DataPlane.start(nowhere().lease(Duration.ofHours(1)).build())) {
            assertThat(plane.mayServe(tenant.id(), Operation.LOGIN)).isEqualTo(Decision.LEASE_EXPIRED);
            assertThat(plane.mayServe(tenant.id(), Operation.ORDER)).isEqualTo(Decision.LEASE_EXPIRED);
            assertThat(plane.mayServe(tenant.id(), Operation.BACKOFFICE_READ)).isEqualTo(Decision.ALLOWED);
            assertThat(plane.mayServe(tenant.id(), Operation.EXPORT)).isEqualTo(Decision.ALLOWED);
            assertThat(plane.status().leaseRemaining()).isZero();
        }
    }

    @Test
    void refuses_everything_without_a_copy() {
        try (var plane = DataPlane.start(nowhere().build())) {
            assertThat(plane.mayServe(tenant.id(), Operation.EXPORT)).isEqualTo(Decision.NOT_READY);
            assertThat(plane.resolve(null, "acme", null, null)).isEqualTo(new Resolution.NotReady());
            assertThat(plane.status().health()).isEqualTo(Health.NOT_READY);
            assertThat(plane.status().age()).isNull();
        }
    }

    /** An incomplete copy is none: a tenant that it does not have may be one that is suspended. */
    @Test
    void a_copy_that_was_not_finished_is_not_served() {
        platform.say(tenant);
        try (var instance = Instance.start(
                platform,
                platform.config(folder)
                        .registry(URI.create("http://127.0.0.1:" + unusedPort()))
                        .build(),
                null)) {
            instance.await(
                    "it waits for the registry",
                    () -> instance.plane.status().notice().contains("registry"));
            assertThat(instance.plane.status().health()).isEqualTo(Health.NOT_READY);
        }
        try (var plane = DataPlane.start(nowhere().build())) {
            assertThat(plane.status().health()).isEqualTo(Health.NOT_READY);
        }
    }

    /** A registry that is down is no reason to call a record poison, and one partition does not hold up the others. */
    @Test
    void waits_for_the_registry_and_goes_on_when_it_comes() throws IOException {
        platform.say(tenant);
        var port = unusedPort();
        var config = platform.config(folder)
                .registry(URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7"))
                .build();
        try (var instance = Instance.start(platform, config, null)) {
            instance.await(
                    "it waits for the registry",
                    () -> instance.plane.status().notice().contains("registry"));
            Eventually.sleep(Duration.ofSeconds(2));
            assertThat(instance.plane.status().quarantined()).isZero();
            assertThat(instance.plane.status().health()).isEqualTo(Health.NOT_READY);
            var registry = registryAt(port);
            try {
                instance.ready();
                assertThat(instance.plane.find(tenant.id())).isEqualTo(tenant);
                instance.position(said -> !said.getPartitions().isEmpty());
            } finally {
                registry.stop(0);
            }
        }
    }

    /** The real registry under another address, for a while. */
    private HttpServer registryAt(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var http = HttpClient.newHttpClient();
        server.createContext("/", exchange -> {
            var real = platform.registry().resolve(exchange.getRequestURI().getPath());
            try {
                var question = HttpRequest.newBuilder(real);
                question.header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
                var answer = http.send(question.build(), HttpResponse.BodyHandlers.ofByteArray());
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        server.start();
        return server;
    }
}
