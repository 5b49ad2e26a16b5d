package io.centercontrol.flags.serving.ofrep;

import static io.centercontrol.flags.changes.http.ChangeFixture.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.evaluation.logic.Bucketing;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.serving.FlagsFixture;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.flagd.FlagdKit;
import io.centercontrol.testkit.flagd.FlagdKit.Case;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * flagd's own test kit, put in by the import and asked by OFREP. Two kinds of cases are answered by OFREP itself and not as the
 * kit has it: OFREP's question names no type, so that TYPE_MISMATCH is found by the client, who is told a value of another type;
 * and its targeting key is a text, so that a question with another one is refused with INVALID_CONTEXT.
 */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class FlagdKitIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IMPORT = "/api/v1/flags/import";
    private static final String EXPORT = "/api/v1/flags/export";
    private static final Set<String> ANSWERED_BY_OFREP = Set.of("TYPE_MISMATCH", "INVALID_CONTEXT");

    @Inject
    DataPlane plane;

    @Inject
    KeyRing ring;

    private final List<String> made = new ArrayList<>();
    private FlagsFixture flags;
    private String key;

    @BeforeEach
    void begin() {
        flags = new FlagsFixture(plane, ring);
        key = flags.key(Scope.OFREP);
    }

    @AfterEach
    void end() {
        made.forEach(flag -> as("ann").delete("/api/v1/flags/" + flag + "?reason=over"));
        flags.close();
    }

    @Test
    void the_kit_passes_by_both_generations_of_the_hash() throws IOException {
        var kit = JSON.readTree(FlagdKit.flags());
        kit.get("flags").fieldNames().forEachRemaining(made::add);

        as("ann")
                .body(FlagdKit.flags())
                .post(IMPORT + "?dryRun=true")
                .then()
                .statusCode(200)
                .body("results.CREATED", equalTo(made.size()))
                .body(
                        "warnings.pointer",
                        hasItems(
                                "/flags/ref-to-nonexistent-evaluator-flag/targeting/if/0/$ref",
                                "/flags/fractional-negative-weight-flag/targeting/fractional/1/1",
                                "/flags/error-targeting-flag/targeting/invalid"));
        as("ann")
                .body(FlagdKit.flags())
                .post(IMPORT + "?warnings=refuse")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/flags/error-targeting-flag/targeting/invalid"));
        as("ann").get("/api/v1/flags/boolean-flag").then().statusCode(404);

        putIn("", Bucketing.UTF8);
        assertThat(failed(kit, 2)).isEmpty();
        assertThat(FlagdKit.cases()).hasSizeGreaterThan(270);

        var export = as("ann").get(EXPORT).then().statusCode(200).extract().asString();
        as("ann").body(export).post(IMPORT).then().statusCode(200).body("results.size()", equalTo(1));
        assertThat(as("ann").get(EXPORT).asString()).isEqualTo(export);

        putIn("?bucketing=CBOR", Bucketing.CBOR);
        assertThat(failed(kit, 3)).isEmpty();
        as("ann").get("/api/v1/flags/fractional-flag").then().body("bucketing", equalTo("CBOR"));

        // What a document does not say, and who leaves it away, moves nobody.
        as("ann")
                .body(FlagdKit.flags())
                .post(IMPORT)
                .then()
                .statusCode(200)
                .body("results.UNCHANGED", equalTo(made.size()));
    }

    @Test
    void a_flag_that_was_kept_with_a_warning_is_changed_killed_and_mended_like_any_other() {
        var flag = FlagsFixture.newKey();
        made.add(flag);
        var broken = Map.of(
                "state",
                "ENABLED",
                "variants",
                Map.of("on", true, "off", false),
                "defaultVariant",
                "off",
                "targeting",
                Map.of("if", List.of(Map.of("$ref", "nowhere"), "on", "off")));
        as("ann")
                .body(Map.of("flags", Map.of(flag, broken)))
                .post(IMPORT)
                .then()
                .statusCode(200)
                .body("warnings.pointer", contains("/flags/" + flag + "/targeting/if/0/$ref"))
                .body("warnings.code", contains("UNKNOWN_EVALUATOR"))
                .body("warnings.message", everyItem(containsString("PARSE_ERROR")));
        var address = "/api/v1/flags/" + flag;
        answers(flag, 400, "errorCode", "PARSE_ERROR");

        Map<String, Object> body =
                Map.of("name", "Renamed", "kind", "RELEASE", "owner", "ann", "sensitive", false, "definition", broken);
        as("ann").header("If-Match", "*").body(body).put(address).then().statusCode(200);
        var worse = new java.util.TreeMap<>(body);
        worse.put(
                "definition",
                Map.of(
                        "state", "ENABLED",
                        "variants", Map.of("on", true, "off", false),
                        "targeting", Map.of("wenn", List.of(true))));
        as("ann")
                .header("If-Match", "*")
                .body(worse)
                .put(address)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/definition/targeting/wenn"));

        String id = as("ann")
                .body(Map.of("everyone", true, "reason", "it hurts"))
                .post(address + "/kill-switches")
                .then()
                .statusCode(201)
                .extract()
                .path("killSwitch.id");
        answers(flag, 200, "variant", "off");
        as("ann")
                .delete(address + "/kill-switches/" + id + "?reason=over")
                .then()
                .statusCode(200);
        answers(flag, 400, "errorCode", "PARSE_ERROR");

        // The evaluator comes after all: the flag is what its author meant.
        as("ann")
                .header("If-None-Match", "*")
                .body(Map.of("rule", Map.of("==", List.of(Map.of("var", "who"), "me"))))
                .put("/api/v1/flag-evaluators/nowhere")
                .then()
                .statusCode(201);
        answers(flag, 200, "variant", "off");
    }

    private void putIn(String query, Bucketing bucketing) {
        as("ann").body(FlagdKit.flags()).post(IMPORT + query).then().statusCode(200);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> made.stream().allMatch(flag -> {
                    var copied = plane.flags().find(flag);
                    return copied != null && copied.bucketing() == bucketing;
                }));
        // What is served by OFREP changes a moment after the copy.
        await().atMost(Duration.ofSeconds(10))
                .until(() -> ask("boolean-flag", JSON.createObjectNode()).has("value"));
    }

    private List<String> failed(JsonNode kit, int generation) throws IOException {
        var failed = new ArrayList<String>();
        for (var one : FlagdKit.cases()) {
            if (one.holdsFor(generation)) {
                var answer = ask(one.flag(), one.context());
                var wrong = wrong(one, answer, kit.get("flags").get(one.flag()));
                if (wrong != null) {
                    failed.add(wrong + ": " + one + " was answered with " + answer);
                }
            }
        }
        return failed;
    }

    private static @Nullable String wrong(Case one, JsonNode answer, @Nullable JsonNode flag) {
        var error = answer.path("errorCode").asText(null);
        var byOfrep = one.context().has("targetingKey")
                        && !one.context().get("targetingKey").isTextual()
                ? "INVALID_CONTEXT"
                : one.error();
        if (byOfrep != null && ANSWERED_BY_OFREP.contains(byOfrep)) {
            return byOfrep.equals("TYPE_MISMATCH")
                    ? error == null && !isOf(one.type(), answer.path("value")) ? null : "type"
                    : byOfrep.equals(error) ? null : "context";
        }
        var value = answer.has("value") ? answer.get("value") : one.fallback();
        if (!same(value, one.value())) {
            return "value";
        }
        if (answer.has("variant")
                && flag != null
                && !same(flag.get("variants").get(answer.get("variant").asText()), value)) {
            return "variant";
        }
        if (one.reason() != null && !one.reason().equals(answer.path("reason").asText())) {
            return "reason";
        }
        return one.error() == null || one.error().equals(error) ? null : "error";
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "BOOLEAN" -> value.isBoolean();
            case "STRING" -> value.isTextual();
            case "OBJECT" -> value.isObject();
            default -> value.isNumber();
        };
    }

    /** 1 and 1.0 are one number in JSON. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private void answers(String flag, int status, String member, String value) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> given().header("X-API-Key", key)
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .post("/ofrep/v1/evaluate/flags/" + flag)
                        .then()
                        .statusCode(status)
                        .body(member, equalTo(value)));
    }

    private JsonNode ask(String flag, JsonNode context) throws IOException {
        return JSON.readTree(given().header("X-API-Key", key)
                .contentType(ContentType.JSON)
                .body(JSON.writeValueAsString(JSON.createObjectNode().set("context", context)))
                .post("/ofrep/v1/evaluate/flags/" + flag)
                .asString());
    }
}
