package io.centercontrol.flags.serving.ofrep;

import static io.centercontrol.flags.serving.FlagsFixture.bool;
import static io.centercontrol.flags.serving.FlagsFixture.newKey;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.serving.FlagsFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OFREP's event stream (ADR 0008), and what becomes of readers that are many, slow or not let in any more. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class EventStreamIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String EVENTS = "/ofrep/v1/events";

    @Inject
    DataPlane plane;

    @Inject
    KeyRing ring;

    @Inject
    EventStreams streams;

    @Inject
    Vertx vertx;

    private final List<Reader> opened = new ArrayList<>();
    private FlagsFixture flags;
    private String key;
    private String flag;

    @BeforeEach
    void begin() {
        await().atMost(BOUND).until(() -> streams.count() == 0);
        flags = new FlagsFixture(plane, ring);
        key = flags.key(Scope.OFREP);
        flag = newKey();
        flags.put(flag, bool("{}"));
    }

    @AfterEach
    void end() {
        opened.forEach(Reader::close);
        flags.archive(flag);
        flags.close();
    }

    @Test
    void a_change_is_told_with_the_tag_of_what_there_is_now() throws Exception {
        var ticket = given().auth()
                .oauth2(key)
                .body("{}")
                .post("/ofrep/v1/evaluate/flags")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("eventStreams[0].endpoint.requestUri");
        // As a browser's EventSource asks, which can send no header.
        var reader = open(ticket, "");
        await().atMost(BOUND)
                .until(() -> reader.text().contains("\r\n\r\n") && reader.text().contains("retry:"));
        assertThat(reader.text()).startsWith("HTTP/1.1 200").containsIgnoringCase("content-type: text/event-stream");
        flags.put(flag, bool("{\"if\":[true,\"on\"]}"));
        await().atMost(BOUND).until(() -> reader.text().contains("\"type\":\"refetchEvaluation\""));
        var id = reader.text().replaceAll("(?s).*id: ([0-9a-f]{32})\n.*", "$1");
        assertThat(reader.text()).contains("event: message\n").contains("\"etag\":\"\\\"" + id + "\\\"\"");
        reader.close();

        // Who comes back and has missed nothing is told nothing; who has is told at once.
        var back = open(EVENTS, bearer() + "Last-Event-ID: " + id + "\r\n");
        var late = open(EVENTS, bearer() + "Last-Event-ID: 0\r\n");
        await().atMost(BOUND).until(() -> late.text().contains(id));
        assertThat(back.text()).doesNotContain("refetchEvaluation");
    }

    @Test
    void only_a_good_key_opens_one_and_a_revoked_one_ends_it() throws Exception {
        given().get(EVENTS).then().statusCode(401);
        given().get(EVENTS + "?ticket=x").then().statusCode(401);
        var reader = open(EVENTS, bearer());
        await().atMost(BOUND).until(() -> reader.text().contains("retry:"));
        FlagsFixture.revoke(key);
        await().atMost(Duration.ofSeconds(10)).until(() -> reader.closed);
    }

    @Test
    void a_thousand_readers_hear_of_a_change() throws Exception {
        var readers = new ArrayList<Reader>();
        for (var number = 0; number < 1_000; number++) {
            readers.add(open(EVENTS, bearer()));
        }
        await().atMost(BOUND)
                .until(() -> readers.stream().allMatch(reader -> reader.text().contains("retry:")));
        assertThat(streams.count()).isEqualTo(1_000);
        flags.put(flag, bool("{\"if\":[true,\"on\"]}"));
        await().atMost(BOUND)
                .until(() -> readers.stream().allMatch(reader -> reader.text().contains("refetchEvaluation")));
        given().auth()
                .oauth2(key)
                .body("{}")
                .post("/ofrep/v1/evaluate/flags/" + flag)
                .then()
                .statusCode(200);
        readers.forEach(Reader::close);
        await().atMost(BOUND).until(() -> streams.count() == 0);
    }

    /** Its connection is let fill up; then it is cut, and the others hear of everything. */
    @Test
    void one_that_does_not_read_is_let_go() throws Exception {
        var slow = open(EVENTS, bearer());
        await().atMost(BOUND).until(() -> slow.text().contains("retry:"));
        slow.socket.pause();
        var quick = open(EVENTS, bearer());
        await().atMost(BOUND).until(() -> streams.count() == 2);
        var padding = Buffer.buffer(":" + "x".repeat(100_000) + "\n\n");
        await().atMost(BOUND).pollInterval(Duration.ofMillis(10)).until(() -> {
            streams.tellAll(padding);
            return streams.count() == 1;
        });
        flags.put(flag, bool("{\"if\":[true,\"on\"]}"));
        await().atMost(BOUND).until(() -> quick.text().contains("refetchEvaluation"));
        assertThat(quick.closed).isFalse();
    }

    private String bearer() {
        return "Authorization: Bearer " + key + "\r\n";
    }

    private Reader open(String path, String headers) throws Exception {
        var socket = vertx.createNetClient(new NetClientOptions().setReceiveBufferSize(8_192))
                .connect(RestAssured.port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        var reader = new Reader(socket);
        opened.add(reader);
        socket.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
        return reader;
    }

    /** What came on a connection. */
    private static final class Reader {
        private final NetSocket socket;
        private final StringBuffer text = new StringBuffer();
        private volatile boolean closed;

        Reader(NetSocket socket) {
            this.socket = socket;
            socket.handler(bytes -> {
                if (text.length() < 100_000) {
                    text.append(bytes.toString());
                } else if (bytes.toString().contains("refetchEvaluation")) {
                    text.append(bytes.toString());
                }
            });
            socket.closeHandler(gone -> closed = true);
        }

        String text() {
            return text.toString();
        }

        void close() {
            socket.close();
        }
    }
}
