package io.centercontrol.audit.stream;

import io.centercontrol.audit.TrailFixture;
import io.centercontrol.parts.tokens.Role;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tests of streams ask for. */
public final class StreamFixture {
    /** Where streams are. */
    public static final String STREAMS = "/api/v1/audit/streams";

    private StreamFixture() {}

    /** A request of a platform administrator. */
    public static RequestSpecification admin() {
        return TrailFixture.as(Role.PLATFORM_ADMIN).contentType(ContentType.JSON);
    }

    /** A body that creates a stream by HTTP of what is about one thing. */
    public static Map<String, @Nullable Object> webhook(String url, String target) {
        var body = body("WEBHOOK", target);
        body.put("url", url);
        return body;
    }

    /** The same by syslog. */
    static Map<String, @Nullable Object> syslog(int port, String certificates, String target) {
        var body = body("SYSLOG", target);
        body.put("host", "localhost");
        body.put("port", port);
        body.put("certificates", certificates);
        return body;
    }

    private static Map<String, @Nullable Object> body(String kind, String target) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("name", "of a test " + UUID.randomUUID());
        body.put("kind", kind);
        body.put("filter", Map.of("target", target));
        body.put("reason", "a test");
        return body;
    }

    /** A stream with its secret; that of syslog is null. */
    public record Made(String path, String name, String secret) {
        /** How it stands. */
        public JsonPath now() {
            return admin().get(path).then().statusCode(200).extract().jsonPath();
        }
    }

    /** Creates one. */
    public static Made create(Map<String, @Nullable Object> body) {
        var answer = admin().body(body).post(STREAMS).then().statusCode(201).extract();
        return new Made(answer.header("Location"), answer.path("name"), answer.path("secret"));
    }

    /** Asks a verb of one. */
    public static ValidatableResponse ask(Made stream, String verb, Map<String, Object> more) {
        var body = new HashMap<>(more);
        body.put("reason", "a test");
        return admin().body(body).post(stream.path() + "/" + verb).then();
    }
}
