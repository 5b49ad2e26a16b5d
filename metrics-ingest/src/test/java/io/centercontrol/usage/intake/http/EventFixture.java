package io.centercontrol.usage.intake.http;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.usage.meters.http.MeterFixture;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A program that sends events with a key of its own, and what came of them in the database. */
public final class EventFixture implements AutoCloseable {
    /** What is waited for comes within this time. */
    public static final Duration BOUND = Duration.ofSeconds(20);

    static final String SINGLE = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final PlatformFixture platform = new PlatformFixture("metrics-ingest");
    private final UUID tenant = EventWriter.newId();
    private final UUID keyId;
    private final String key;

    /** One whose key is for everybody, and a tenant that is known. */
    public EventFixture() {
        this(false);
    }

    EventFixture(boolean bound) {
        platform.tenant(tenant, 1, TenantStatus.ACTIVE);
        await().atMost(BOUND)
                .until(() -> text("select count(*) from usage_tenant where tenant_id = '" + tenant + "'")
                        .equals("1"));
        var body = new HashMap<String, Object>(Map.of("name", "a test", "reason", "because of a test"));
        if (bound) {
            body.put("tenantId", tenant.toString());
        }
        var issued = MeterFixture.as(Role.PLATFORM_ADMIN)
                .body(body)
                .post("/api/v1/usage-keys")
                .then()
                .statusCode(201)
                .extract();
        keyId = UUID.fromString(issued.path("id"));
        key = issued.path("key");
        awaitKey(true);
    }

    /** Waits until the instance takes the key, or does no more. */
    void awaitKey(boolean good) {
        await().atMost(BOUND).until(() -> (send(BATCH, "[]").statusCode() == 401) != good);
    }

    /** What the program sends as a bearer token. */
    public String key() {
        return key;
    }

    UUID keyId() {
        return keyId;
    }

    /** The tenant whose events are sent. */
    public UUID tenant() {
        return tenant;
    }

    PlatformFixture platform() {
        return platform;
    }

    /** An event as a body that a test can change. */
    Map<String, @Nullable Object> event(String type, String id, Map<String, ?> data) {
        var event = new HashMap<String, @Nullable Object>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", "/shop");
        event.put("type", type);
        event.put("subject", tenant.toString());
        event.put("data", data);
        return event;
    }

    Map<String, @Nullable Object> order(String id, Object amount) {
        return event("order.placed", id, Map.of("amount", amount, "currency", "EUR"));
    }

    HttpResponse<String> single(Map<String, ?> event) {
        return send(SINGLE, json(event));
    }

    HttpResponse<String> batch(List<? extends Map<String, ?>> events) {
        return send(BATCH, json(events));
    }

    HttpResponse<String> send(String type, String body, String... headers) {
        return send(type, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> send(String type, byte[] body, String... headers) {
        return request("POST", "", key, type, body, headers);
    }

    HttpResponse<String> request(
            String method, String query, @Nullable String bearer, String type, byte[] body, String... headers) {
        return request(
                method,
                address("/api/v1/events" + query),
                bearer,
                type,
                body,
                HttpResponse.BodyHandlers.ofString(),
                headers);
    }

    /** Where the program sends to. */
    static URI address(String path) {
        return URI.create("http://127.0.0.1:" + RestAssured.port + path);
    }

    <T> HttpResponse<T> request(
            String method,
            URI address,
            @Nullable String bearer,
            String type,
            byte[] body,
            HttpResponse.BodyHandler<T> answer,
            String... headers) {
        var request = HttpRequest.newBuilder(address)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        for (var at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        try {
            return client.send(request.build(), answer);
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode tree(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    /** What became of all that was sent with the key: accepted, duplicate, rejected. */
    String account() throws SQLException {
        return text("select coalesce(sum(accepted) || ' ' || sum(duplicate) || ' ' || sum(rejected), '') from"
                + " usage_account where service = 'metrics-ingest' and producer = '" + keyId + "'");
    }

    /** Waits until that is so. */
    public void awaitAccount(long accepted, long duplicate, long rejected) {
        await().atMost(BOUND)
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(account())
                        .isEqualTo(accepted + " " + duplicate + " " + rejected));
    }

    /** What a meter counted of the tenant. */
    public long total(String meter) throws SQLException {
        return Long.parseLong(text("select coalesce(sum(total), 0) from usage_minute where meter = '" + meter
                + "' and tenant_id = '" + tenant + "'"));
    }

    /** Meters and reasons of what did not count. */
    String rejected() throws SQLException {
        return text("select string_agg((event ->> 'meter') || ' ' || reason, ', ' order by heard_at, number)"
                + " from usage_rejected where producer = '" + keyId + "'");
    }

    static String text(String sql) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement();
                var found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "";
        }
    }

    /** A moment that a test's events happened at. */
    static Instant now() {
        return Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    @Override
    public void close() {
        platform.close();
        client.close();
    }
}
