package io.centercontrol.kit.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class DependencyTest {
    @Test
    void what_refuses_connections_is_named_with_the_reason() throws IOException {
        var port = unused();
        var answer = ask(new Dependency("postgresql", true, () -> connect(port)));

        assertThat(answer.getName()).isEqualTo("postgresql");
        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(data(answer)).containsEntry("missing", "postgresql");
        assertThat(String.valueOf(data(answer).get("reason"))).contains("refused");
    }

    @Test
    void what_is_not_required_is_named_and_does_no_harm() throws IOException {
        var port = unused();
        var answer = ask(new Dependency("schema-registry", false, () -> connect(port)));

        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(data(answer)).containsEntry("missing", "schema-registry");
    }

    @Test
    void what_does_not_answer_is_waited_for_no_longer_than_two_seconds() {
        var begun = System.nanoTime();
        var answer = ask(new Dependency("kafka", true, () -> Uni.createFrom().nothing()));

        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(String.valueOf(data(answer).get("reason"))).contains("no answer within 2 s");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    /** A real admin client of a broker that is not there. */
    @Test
    void a_broker_that_is_away_is_missing() throws IOException {
        try (var admin = Admin.create(Map.of(
                "bootstrap.servers", "127.0.0.1:" + unused(),
                "default.api.timeout.ms", "4000",
                "request.timeout.ms", "3000"))) {
            var answer = ask(new Dependency(
                    "kafka",
                    true,
                    () -> Uni.createFrom()
                            .completionStage(
                                    () -> admin.describeCluster().nodes().toCompletionStage())));
            assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void many_who_look_are_one_question_and_a_later_one_is_another() throws Exception {
        var questions = new AtomicInteger();
        var there = new Dependency("kafka", true, () -> Uni.createFrom().item(questions::incrementAndGet));
        for (var i = 0; i < 50; i++) {
            assertThat(ask(there).getStatus()).isEqualTo(Status.UP);
        }
        assertThat(questions.get()).isBetween(1, 3);
        var before = questions.get();
        Thread.sleep(1_200);
        ask(there);
        assertThat(questions.get()).isGreaterThan(before);
    }

    private static Uni<Object> connect(int port) {
        return Uni.createFrom().item(() -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.getPort();
            } catch (ConnectException e) {
                throw new IllegalStateException(e.getMessage(), e);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static HealthCheckResponse ask(Dependency dependency) {
        return dependency.ask().await().atMost(Duration.ofSeconds(20));
    }

    private static Map<String, Object> data(HealthCheckResponse response) {
        return response.getData().orElseThrow();
    }

    private static int unused() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
