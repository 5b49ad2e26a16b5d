package io.centercontrol.flags.serving.ofrep;

import static io.centercontrol.flags.serving.FlagsFixture.bool;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.serving.FlagsFixture;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read out of the one path whose last segment is a text, sent byte by byte as a test says. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class OfrepKeysIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ONE = "/ofrep/v1/evaluate/flags/";
    private static final List<String> KEYS =
            List.of("checkout/new", "a;b", "back\\slash", "größe", "%2F", "a+b", "a b");

    @Inject
    DataPlane plane;

    @Inject
    KeyRing ring;

    @Inject
    Vertx vertx;

    /** Behind each key, so that no other test has it. */
    private final String mine = FlagsFixture.newKey();

    private FlagsFixture flags;
    private String key;

    @BeforeEach
    void begin() {
        flags = new FlagsFixture(plane, ring);
        key = flags.key(Scope.OFREP);
        KEYS.forEach(one -> flags.put(one + mine, bool("{}")));
    }

    @AfterEach
    void end() {
        KEYS.forEach(one -> flags.archive(one + mine));
        flags.close();
    }

    private record Answered(int status, JsonNode body, HttpVersion version) {}

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void a_key_is_decoded_once_and_nothing_else_passes(HttpVersion version) throws Exception {
        var client = client(version);
        try {
            found(client, version, "checkout%2Fnew", "checkout/new");
            found(client, version, "checkout%2fnew", "checkout/new");
            found(client, version, "%63heckout%2Fnew", "checkout/new");
            found(client, version, "a%3Bb", "a;b");
            found(client, version, "back%5Cslash", "back\\slash");
            found(client, version, "back%5cslash", "back\\slash");
            found(client, version, "gr%C3%B6%C3%9Fe", "größe");
            found(client, version, "%252F", "%2F");
            found(client, version, "a+b", "a+b");
            found(client, version, "a%2Bb", "a+b");
            found(client, version, "a%20b", "a b");
            for (var unknown :
                    List.of("checkout%252Fnew", "%252e%252e%252f", "a%253Bb", "nobody%2Fhas", "%2F", "~YTti")) {
                var answer = ask(client, ONE + unknown, key);
                assertThat(answer.status).as(unknown).isEqualTo(404);
                assertThat(answer.body.path("errorCode").asText()).as(unknown).isEqualTo("FLAG_NOT_FOUND");
            }
            for (var ambiguous : List.of(
                    "..%2f",
                    "..%2F..%2F..%2F..%2Fapi%2Fv1%2Fflags",
                    "%2e%2e",
                    "%2E%2e%2fevents",
                    "..",
                    ".",
                    "x%2F..%2Fcheckout",
                    "x%5C..%5Ccheckout",
                    "a;b",
                    ";x=1",
                    "checkout%2Fnew;x=1",
                    "%00",
                    "checkout%2Fnew%00",
                    "a%0d%0ab",
                    "a%7f")) {
                refused(ask(client, ONE + ambiguous, key), "AMBIGUOUS_PATH", ambiguous);
                refused(ask(client, ONE + ambiguous, null), "AMBIGUOUS_PATH", ambiguous);
            }
            for (var broken : List.of("%C0%AF", "%ED%A0%80")) {
                refused(ask(client, ONE + broken, key), "INVALID_PATH", broken);
            }
            // The server itself takes these for no URI at all, before anything of ours.
            for (var none : List.of("back\\slash", "..\\x", "%", "%2", "%zz")) {
                assertThat(ask(client, ONE + none, key).status).as(none).isEqualTo(400);
            }
        } finally {
            client.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void it_is_the_last_segment_of_this_path_alone(HttpVersion version) throws Exception {
        var client = client(version);
        try {
            for (var other : List.of("checkout/new", "checkout/", "", "checkout//new")) {
                assertThat(ask(client, ONE + other, key).status).as(other).isEqualTo(404);
            }
            for (var ambiguous : List.of(
                    ONE + "a/b%2Fc",
                    ONE + "a%2Fb/",
                    "/ofrep/v1/evaluate/flags%2Fa",
                    "/ofrep/v1/evaluate%2Fflags/a",
                    "/ofrep/v1/evaluate/flag%73/a%2Fb",
                    "/ofrep//v1/evaluate/flags/a%2Fb",
                    "/x/../ofrep/v1/evaluate/flags/a%2Fb",
                    "/ofrep/v1/events%2F",
                    "/api/v1/flags/checkout%2Fnew",
                    "/api/v1/flags/a%3Bb",
                    "/q/health%2Flive")) {
                refused(ask(client, ambiguous, key), "AMBIGUOUS_PATH", ambiguous);
            }
            // Nothing but a key opens it, and it opens nothing else.
            assertThat(ask(client, ONE + "checkout%2Fnew", null).status).isEqualTo(401);
            var token = Environment.current().tokens().of(Role.PLATFORM_ADMIN);
            assertThat(ask(client, ONE + "checkout%2Fnew", token).status).isEqualTo(401);
            var other = ask(client, ONE + "q%2Fopenapi", token);
            assertThat(other.status).isEqualTo(401);
            assertThat(other.body.has("errorDetails")).isTrue();
        } finally {
            client.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private void found(HttpClient client, HttpVersion version, String segment, String flag) throws Exception {
        var answer = ask(client, ONE + segment + mine, key);
        assertThat(answer.status).as(segment).isEqualTo(200);
        assertThat(answer.body.path("key").asText()).isEqualTo(flag + mine);
        assertThat(answer.version).isEqualTo(version);
    }

    private static void refused(Answered answer, String code, String what) {
        assertThat(answer.status).as(what).isEqualTo(400);
        assertThat(answer.body.path("code").asText()).as(what).isEqualTo(code);
    }

    private HttpClient client(HttpVersion version) {
        return vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
    }

    private static Answered ask(HttpClient client, String path, @Nullable String bearer) throws Exception {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(RestAssured.port)
                .setURI(path)
                .putHeader("Content-Type", "application/json");
        if (bearer != null) {
            options.putHeader("Authorization", "Bearer " + bearer);
        }
        // Within: a body that has come before anybody listens is gone.
        return client.request(options)
                .compose(request -> request.send("{}")
                        .compose(response -> response.body()
                                .map(body -> new Answered(
                                        response.statusCode(), tree(body.getBytes()), response.version()))))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
