package io.centercontrol.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.tlog.NoteSigner;
import io.centercontrol.tlog.VerifierKey;
import io.centercontrol.tlog.WitnessAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged witness, in a process of its own. */
class WitnessIT {
    private static final NoteSigner KEY = NoteSigner.generate(GrowingLog.ORIGIN);
    private static final GrowingLog LOG = new GrowingLog("ours", KEY);

    @TempDir
    Path folder;

    @Test
    void answers_as_the_specification_says() throws IOException, InterruptedException {
        try (var witness = start()) {
            var signed = witness.post(LOG.request(0, 100));
            assertThat(signed.statusCode()).isEqualTo(200);
            assertThat(read(witness, signed, 100)).isInstanceOf(WitnessAnswer.Cosigned.class);

            var stale = witness.post(LOG.request(0, 200));
            assertThat(stale.statusCode()).isEqualTo(409);
            assertThat(stale.headers().firstValue("content-type")).contains("text/x.tlog.size");
            assertThat(stale.body()).isEqualTo("100\n");
            assertThat(read(witness, stale, 200)).isEqualTo(new WitnessAnswer.OtherSize(100));

            var fork = witness.post(new GrowingLog("forked", KEY).request(100, 200));
            assertThat(fork.statusCode()).isEqualTo(422);
            assertThat(fork.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(fork.body()).contains("\"status\":422").contains("\"detail\":\"The proof does not lead");

            assertThat(witness.post(new GrowingLog("ours", NoteSigner.generate(GrowingLog.ORIGIN)).request(100, 200))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(witness.post(LOG.request(100, 200).replace("\naudit", "\nother"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(witness.post("nonsense").statusCode()).isEqualTo(400);
            assertThat(witness.post("x".repeat(Door.MOST_BYTES + 1)).statusCode())
                    .isEqualTo(413);
            assertThat(witness.get("/add-checkpoint").statusCode()).isEqualTo(405);
            assertThat(witness.get("/elsewhere").statusCode()).isEqualTo(404);
            assertThat(witness.get("/").body())
                    .contains(witness.key().text())
                    .contains(GrowingLog.ORIGIN)
                    .contains("<td>100<td>");
        }
    }

    /** Killed while it signs: what anybody has a signature of it still knows, and it goes on from there. */
    @Test
    void remembers_what_it_signed_whenever_it_is_killed() throws Exception {
        var signed = 0L;
        VerifierKey key = null;
        for (var round = 0; round < 3; round++) {
            try (var witness = start()) {
                assertThat(key == null || key.equals(witness.key())).isTrue();
                key = witness.key();
                // The first checkpoint is of no entry at all; afterwards this is stale, and answered with what it
                // knows.
                var size = witness.post(LOG.request(0, 0));
                var kept = size.statusCode() == 200 ? 0 : sizeOf(size.body());
                // At most one more, of which the answer was lost.
                assertThat(kept).isBetween(signed, signed + 1);
                signed = kept;
                var killer = new Thread(() -> {
                    try {
                        Thread.sleep(400);
                        witness.kill();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                killer.start();
                try {
                    while (signed < GrowingLog.SIZE - 1) {
                        assertThat(witness.post(LOG.request(signed, signed + 1)).statusCode())
                                .isEqualTo(200);
                        signed++;
                    }
                } catch (IOException dead) {
                    // as it should be
                }
                killer.join();
            }
        }
        assertThat(signed).isGreaterThan(2);
    }

    @Test
    void who_says_nothing_holds_up_nobody() throws IOException, InterruptedException {
        try (var witness = start()) {
            var silent = new ArrayList<Socket>();
            for (var at = 0; at < 50; at++) {
                var socket = new Socket("127.0.0.1", witness.port());
                socket.getOutputStream()
                        .write("POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nold"
                                .getBytes(UTF_8));
                silent.add(socket);
            }
            assertThat(witness.post(LOG.request(0, 10)).statusCode()).isEqualTo(200);
            for (var socket : silent) {
                socket.close();
            }
        }
    }

    private static long sizeOf(String body) {
        return Long.parseLong(body.strip());
    }

    private static WitnessAnswer read(Running witness, HttpResponse<String> answer, long size) {
        return WitnessAnswer.read(
                answer.statusCode(),
                answer.headers().firstValue("content-type").orElse(""),
                answer.body(),
                LOG.checkpoint(size),
                List.of(witness.key()));
    }

    private Running start() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        "target/witness.jar",
                        "--name",
                        "witness.example.org/w1",
                        "--log",
                        KEY.verifier().text(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .start();
        var out = process.inputReader(UTF_8);
        return new Running(process, VerifierKey.parse(word(out, "key ")), URI.create(word(out, "witnessing at ")));
    }

    private static String word(BufferedReader out, String before) throws IOException {
        var line = out.readLine();
        assertThat(line).startsWith(before);
        return line.substring(before.length());
    }

    private record Running(Process process, VerifierKey key, URI at, HttpClient client) implements AutoCloseable {
        private Running(Process process, VerifierKey key, URI at) {
            this(process, key, at, HttpClient.newHttpClient());
        }

        int port() {
            return at.getPort();
        }

        HttpResponse<String> post(String body) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(at.resolve("/add-checkpoint"))
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(at.resolve(path)));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return client.send(
                    request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
        }

        /** As kill -9. */
        void kill() throws InterruptedException {
            process.destroyForcibly();
            process.waitFor(30, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            try {
                process.waitFor(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            client.close();
        }
    }
}
