package io.centercontrol.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.outgoing.Sender.Request;
import io.centercontrol.outgoing.model.Attempt;
import io.centercontrol.outgoing.model.Reach;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real TLS server, called at the address that was looked at and held to the name that was meant. */
class HttpSenderTest {
    private static final String PASSWORD = "of-a-test";
    private static final SigningSecret SECRET = new SigningSecret(new byte[32]);

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    private HttpServer server;

    @BeforeEach
    void begin() throws Exception {
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2");
        keytool("-exportcert", "-rfc", "-file", folder.resolve("trusted.pem").toString());
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PfxOptions()
                                .setPath(folder.resolve("keys").toString())
                                .setPassword(PASSWORD)))
                .requestHandler(request -> {
                    var answer = request.response();
                    switch (String.valueOf(request.path())) {
                        case "/endless" -> {
                            answer.setChunked(true);
                            vertx.setPeriodic(1, timer -> {
                                if (answer.closed()) {
                                    vertx.cancelTimer(timer);
                                } else {
                                    answer.write("x".repeat(1_000));
                                }
                            });
                        }
                        case "/silent" -> {}
                        default -> answer.setStatusCode(204).end();
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void who_has_the_name_that_was_meant_is_told() {
        assertThat(sent("localhost", "/hook", true).failure()).isNull();
    }

    @Test
    void who_has_another_name_or_no_authority_is_told_nothing() {
        var other = sent("127.0.0.1", "/hook", true);
        assertThat(other.status()).isNull();
        assertThat(other.error()).isNotEmpty();

        var unknown = sent("localhost", "/hook", false);
        assertThat(unknown.status()).isNull();
        assertThat(unknown.error()).isNotEmpty();
    }

    @Test
    void an_answer_without_an_end_is_cut_and_none_at_all_is_not_waited_for() {
        var endless = sent("localhost", "/endless", true);
        assertThat(endless.status()).isEqualTo(200);
        assertThat(endless.answer()).hasSize(2_000);

        var silent = sent("localhost", "/silent", true);
        assertThat(silent.error()).isEqualTo("no answer within 2 s");
    }

    @Test
    void nobody_who_is_not_public_is_told_where_only_public_addresses_are() {
        var attempt = sent("localhost", "/hook", true, Reach.PUBLIC);
        assertThat(attempt.status()).isNull();
        assertThat(attempt.error()).startsWith("ADDRESS_NOT_ALLOWED");
    }

    private Attempt sent(String host, String path, boolean trusted) {
        return sent(host, path, trusted, Reach.LOOPBACK_TOO);
    }

    private Attempt sent(String host, String path, boolean trusted, Reach reach) {
        var sender = new HttpSender(
                vertx,
                new Addresses(reach, Optional.empty()),
                Duration.ofSeconds(2),
                Clock.systemUTC(),
                trusted ? Optional.of(folder.resolve("trusted.pem")) : Optional.empty());
        var url = URI.create("https://" + host + ":" + server.actualPort() + path);
        return sender.send(new Request(url, UUID.randomUUID(), "{}", List.of(SECRET)))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-alias",
                "one",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("keys").toString(),
                "-storepass",
                PASSWORD));
        command.addAll(1, List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
