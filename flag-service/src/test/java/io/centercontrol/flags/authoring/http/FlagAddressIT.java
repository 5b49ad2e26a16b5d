package io.centercontrol.flags.authoring.http;

import static io.centercontrol.flags.changes.http.ChangeFixture.as;
import static io.centercontrol.flags.changes.http.ChangeFixture.definition;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.flags.changes.http.ChangeFixture;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.rollouts.http.RolloutFixture;
import io.centercontrol.flags.serving.FlagsFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flags whose keys cannot stand in a path as they are. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class FlagAddressIT {
    private static final String FLAGS = "/api/v1/flags";
    private static final String IMPORT = FLAGS + "/import";
    private static final String EXPORT = FLAGS + "/export";

    @Inject
    DataPlane plane;

    @Inject
    KeyRing ring;

    private FlagsFixture flags;
    private String key;

    @BeforeEach
    void begin() {
        flags = new FlagsFixture(plane, ring);
        key = flags.key(Scope.OFREP);
    }

    @AfterEach
    void end() {
        flags.close();
    }

    @ParameterizedTest
    @CsvSource({
        "checkout/new, ~Y2hlY2tvdXQvbmV3",
        "größe,        ~Z3LDtsOfZQ",
        "export,       ~ZXhwb3J0",
        "import,       ~aW1wb3J0",
        "a;b,          ~YTti",
        "team:feature, ~dGVhbTpmZWF0dXJl",
        "%2F,          ~JTJG",
        "back\\slash,  ~YmFja1xzbGFzaA",
        "~Y2hlY2tvdXQ, ~flkyaGxZMnR2ZFhR",
        "plain.Key-1_, plain.Key-1_"
    })
    void it_is_made_changed_rolled_out_and_asked_for_at_its_address(String flag, String address) {
        var path = FLAGS + "/" + address;
        assertThat(created(flag)).endsWith(path);
        as("ann").get(path).then().statusCode(200).body("key", equalTo(flag)).body("address", equalTo(address));
        as("ann")
                .queryParam("key", flag)
                .get(FLAGS)
                .then()
                .statusCode(200)
                .body("items.key", contains(flag))
                .body("items.address", contains(address));
        as("ann").queryParam("key", flag + "x").get(FLAGS).then().body("items", empty());
        as("ann")
                .body(body(flag))
                .post(FLAGS)
                .then()
                .statusCode(409)
                .body("code", equalTo("FLAG_KEY_TAKEN"))
                .body("key", equalTo(flag));

        gets(flag, false);
        ChangeFixture.put("ann", address, "on", "*").statusCode(200).body("version", equalTo(2));
        gets(flag, true);
        as("ann")
                .body(Map.of("variant", "off", "reason", "a test"))
                .put(path + "/plan-overrides/gold")
                .then()
                .statusCode(200)
                .body("planOverrides.gold", equalTo("off"));
        as("ann").delete(path + "/plan-overrides/gold?reason=over").then().statusCode(200);
        String killed = as("ann")
                .body(Map.of("everyone", true, "reason", "it hurts"))
                .post(path + "/kill-switches")
                .then()
                .statusCode(201)
                .extract()
                .path("killSwitch.id");
        gets(flag, false);
        as("ann").get(path + "/kill-switches").then().statusCode(200).body("id", contains(killed));
        as("ann")
                .delete(path + "/kill-switches/" + killed + "?reason=over")
                .then()
                .statusCode(200);

        ChangeFixture.put("ann", address, "off", "*").statusCode(200);
        var rollout = RolloutFixture.started("ann", address, RolloutFixture.plan());
        as("ann").get(path + "/rollouts").then().statusCode(200).body("items.flag", contains(flag));
        RolloutFixture.steer(rollout, "take-back").statusCode(200).body("flag", equalTo(flag));
        String request = ChangeFixture.propose("ann", address, ChangeFixture.turnedOn())
                .statusCode(201)
                .body("flag", equalTo(flag))
                .extract()
                .path("id");
        as("ann")
                .queryParam("flag", flag)
                .get(ChangeFixture.REQUESTS.replaceAll("/$", ""))
                .then()
                .statusCode(200)
                .body("items.id", contains(request));
        ChangeFixture.approve("bob", request, ChangeFixture.hash(request)).statusCode(200);
        gets(flag, true);
        as("ann").get(path + "/history?limit=500").then().statusCode(200).body("items", hasSize(10));
        as("ann").get(path + "/use").then().statusCode(200);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> as("ann")
                        .body(Map.of("context", Map.of()))
                        .post(path + "/explain")
                        .then()
                        .statusCode(200)
                        .body("key", equalTo(flag))
                        .body("variant", equalTo("on")));
        as("ann").get(path + "/tenants").then().statusCode(200);

        as("ann").delete(path + "?reason=over").then().statusCode(200).body("archived", equalTo(true));
        as("ann")
                .body(Map.of("reason", "again"))
                .post(path + "/restore")
                .then()
                .statusCode(200)
                .body("archived", equalTo(false));
        as("ann").delete(path + "?reason=over").then().statusCode(200);
    }

    @Test
    void a_sensitive_one_says_where_a_change_is_proposed() {
        var flag = "sensitive/" + UUID.randomUUID();
        var body = body(flag);
        body.put("sensitive", true);
        String address = as("ann")
                .body(body)
                .post(FLAGS)
                .then()
                .statusCode(201)
                .extract()
                .path("address");
        String link = ChangeFixture.put("ann", address, "on", "*")
                .statusCode(409)
                .body("code", equalTo("NEEDS_APPROVAL"))
                .extract()
                .path("changeRequests");
        as("ann").body(ChangeFixture.turnedOn()).post(link).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({
        "~Y2hlY2tvdXQ, 404, FLAG_NOT_FOUND",
        "gr%C3%B6%C3%9Fe, 404, FLAG_NOT_FOUND",
        "~Z3LDtsOfZR, 404, FLAG_NOT_FOUND",
        "~Z3LDtsOfZQ=, 404, FLAG_NOT_FOUND",
        "~, 404, FLAG_NOT_FOUND",
        "~wIA, 404, FLAG_NOT_FOUND",
        "%7EY2hlY2tvdXQ, 404, FLAG_NOT_FOUND",
        "a%2Fb, 400, AMBIGUOUS_PATH",
        "a;b, 400, AMBIGUOUS_PATH",
        "a%3Bb, 400, AMBIGUOUS_PATH",
        "a%5Cb, 400, AMBIGUOUS_PATH"
    })
    void what_is_nobodys_address_opens_nothing(String address, int status, String code) {
        for (var more : List.of("", "/history", "/kill-switches", "/rollouts", "/use", "/tenants")) {
            as("ann")
                    .urlEncodingEnabled(false)
                    .get(FLAGS + "/" + address + more)
                    .then()
                    .statusCode(status)
                    .body("code", equalTo(code));
        }
    }

    @Test
    void who_comes_by_another_spelling_is_told_the_address() {
        as("ann")
                .get(FLAGS + "/~Y2hlY2tvdXQ")
                .then()
                .statusCode(404)
                .body("detail", containsString("/api/v1/flags/checkout"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "a\nb", "\u200b", "..", "../a", "a/./b"})
    void what_nobody_could_see_or_ask_for_is_no_key(String flag) {
        as("ann").body(body(flag)).post(FLAGS).then().statusCode(400).body("errors.pointer", contains("/key"));
        as("ann")
                .body(Map.of("flags", Map.of(flag, definition("on"))))
                .post(IMPORT)
                .then()
                .statusCode(400)
                .body("errors.code", hasItem("INVALID_KEY"));
    }

    @Test
    void a_foreign_document_is_put_in_served_and_taken_out_as_it_was() {
        var mine = "-" + UUID.randomUUID().toString().substring(0, 8);
        var document = new TreeMap<String, Object>();
        for (var one :
                List.of("checkout/new", "a;b", "team:feature", "größe", "~x", "a b", "%2e%2e", "/", "😀", "\"'<")) {
            document.put(one + mine, definition("on"));
        }
        var count = document.size();
        as("ann")
                .body(Map.of("flags", document))
                .post(IMPORT)
                .then()
                .statusCode(200)
                .body("results.CREATED", equalTo(count))
                .body("flags.key", contains(document.keySet().toArray()));
        document.keySet().forEach(flag -> gets(flag, true));

        var export = as("ann").get(EXPORT).then().statusCode(200).extract();
        Map<String, Map<String, Object>> out = export.jsonPath().getMap("flags");
        assertThat(out).containsKeys(document.keySet().toArray(String[]::new));
        document.forEach(
                (flag, definition) -> assertThat(out.get(flag)).containsAllEntriesOf((Map<String, Object>) definition));
        as("ann")
                .body(export.asString())
                .post(IMPORT)
                .then()
                .statusCode(200)
                .body("results.size()", equalTo(1))
                .body("results.UNCHANGED", equalTo(out.size()));
        assertThat(as("ann").get(EXPORT).asString()).isEqualTo(export.asString());
        for (var flag : document.keySet()) {
            String address = as("ann")
                    .queryParam("key", flag)
                    .get(FLAGS)
                    .then()
                    .extract()
                    .path("items[0].address");
            as("ann").delete(FLAGS + "/" + address + "?reason=over").then().statusCode(200);
        }
    }

    private static String created(String flag) {
        return as("ann")
                .body(body(flag))
                .post(FLAGS)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    private static Map<String, Object> body(String flag) {
        var body = new HashMap<String, Object>();
        body.put("key", flag);
        body.put("name", "A flag of a test");
        body.put("kind", "PERMISSION");
        body.put("owner", "payments");
        body.put("definition", definition("off"));
        return body;
    }

    /** What OpenFeature's client asks for: encodeURIComponent of the key. */
    private void gets(String flag, boolean value) {
        var segment = URLEncoder.encode(flag, StandardCharsets.UTF_8).replace("+", "%20");
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> given().urlEncodingEnabled(false)
                        .header("X-API-Key", key)
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .post("/ofrep/v1/evaluate/flags/" + segment)
                        .then()
                        .statusCode(200)
                        .body("key", equalTo(flag))
                        .body("value", equalTo(value)));
    }
}
