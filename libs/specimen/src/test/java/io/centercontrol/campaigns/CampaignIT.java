package io.centercontrol.campaigns;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.campaigns.kafka.CampaignTopic;
import io.centercontrol.events.campaigns.Campaign;
import io.centercontrol.events.campaigns.CampaignState;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Campaigns from the door to the topic. */
@QuarkusTest
@QuarkusTestResource(SpecimenStack.class)
class CampaignIT {
    private static final String CAMPAIGNS = "/api/v1/campaigns";

    @Inject
    AvroWire wire;

    @Test
    void one_is_started_once() {
        var key = newKey();
        start(key)
                .then()
                .statusCode(201)
                .header("Location", equalTo(CAMPAIGNS + "/" + key))
                .header("ETag", equalTo("\"1\""))
                .body("state", equalTo("RUNNING"))
                .body("budgetCents", equalTo(50_000))
                .body("eventId", notNullValue());

        start(key).then().statusCode(409).body("code", equalTo("CAMPAIGN_KEY_TAKEN"));
        show(key).then().statusCode(200).header("ETag", equalTo("\"1\""));
    }

    @Test
    void it_is_renamed_on_the_ground_of_the_version_that_stands() {
        var key = started();

        rename(key, "\"1\"", "Late summer").then().statusCode(200).header("ETag", equalTo("\"2\""));
        rename(key, "\"1\"", "Autumn").then().statusCode(412).body("code", equalTo("STALE_VERSION"));
        operator()
                .body(Map.of("name", "Autumn"))
                .put(CAMPAIGNS + "/" + key + "/name")
                .then()
                .statusCode(428);
        show(key).then().body("name", equalTo("Late summer")).body("version", equalTo(2));
    }

    @Test
    void it_ends_for_good() {
        var key = started();

        end(key).then().statusCode(200).body("state", equalTo("ENDED"));
        end(key).then().statusCode(409).body("code", equalTo("CAMPAIGN_ENDED"));
        rename(key, "*", "Again").then().statusCode(409).body("code", equalTo("CAMPAIGN_ENDED"));
    }

    @Test
    void a_dry_run_changes_nothing() {
        var key = started();

        operator()
                .header("If-Match", "\"1\"")
                .body(Map.of("name", "Dry"))
                .put(CAMPAIGNS + "/" + key + "/name?dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("name", equalTo("Dry"))
                .body("eventId", nullValue());
        show(key).then().body("name", equalTo("Summer")).body("version", equalTo(1));
    }

    @Test
    void the_same_request_twice_happens_once() {
        var body = request(newKey());
        var once = UUID.randomUUID().toString();

        var first = operator().header("Idempotency-Key", once).body(body).post(CAMPAIGNS);
        var second = operator().header("Idempotency-Key", once).body(body).post(CAMPAIGNS);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.<String>path("eventId")).isEqualTo(first.<String>path("eventId"));
    }

    @Test
    void it_is_shown_as_it_was_at_any_moment() {
        var key = started();
        var since = show(key).<String>path("updatedAt");
        rename(key, "\"1\"", "Late summer").then().statusCode(200);

        at(key, since).then().statusCode(200).header("ETag", equalTo("\"1\"")).body("name", equalTo("Summer"));
        at(key, "2026-01-01T00:00:00Z").then().statusCode(404).body("code", equalTo("NOT_YET"));
    }

    @Test
    void its_history_says_who_changed_what_and_why() {
        var key = started();
        rename(key, "\"1\"", "Late summer").then().statusCode(200);

        as(Role.AUDITOR)
                .get(CAMPAIGNS + "/" + key + "/history?limit=1")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("next", notNullValue())
                .body("items.type", contains("campaign.renamed"))
                .body("items[0].actor.id", equalTo(Role.PLATFORM_OPERATOR.text()))
                .body("items[0].reason", equalTo("it lasts"))
                .body("items[0].changes.path", contains("/name"))
                .body("items[0].changes.after", contains("Late summer"));
    }

    @Test
    void all_are_found_page_by_page() {
        var keys = List.of(started(), started(), started());
        end(keys.getFirst()).then().statusCode(200);

        var seen = new ArrayList<String>();
        for (var cursor = ""; cursor != null; ) {
            var page = as(Role.PLATFORM_VIEWER).get(CAMPAIGNS + "?state=RUNNING&limit=1" + cursor);
            page.then().statusCode(200).body("items.state", everyItem(equalTo("RUNNING")));
            seen.addAll(page.<List<String>>path("items.key"));
            var next = page.<String>path("next");
            cursor = next == null ? null : "&cursor=" + next;
        }
        assertThat(seen).containsAll(keys.subList(1, 3)).isSorted().doesNotHaveDuplicates();
        assertThat(seen).doesNotContain(keys.getFirst());
    }

    @Test
    void its_event_leaves_on_a_topic_of_its_own() {
        var key = started();
        var eventId = end(key).<String>path("eventId");

        try (var topic = Environment.current().read(CampaignTopic.CAMPAIGNS)) {
            var records = topic.awaitAll(record -> key.equals(record.key()), 2, Duration.ofSeconds(30));
            var told = wire.decode(records.getLast().value(), Campaign.class)
                    .await()
                    .atMost(Duration.ofSeconds(5));

            assertThat(TopicReader.headers(records.getLast()))
                    .containsEntry("ce_id", eventId)
                    .containsEntry("ce_type", "campaign.ended")
                    .containsEntry("ce_source", "specimen");
            assertThat(told.getState()).isEqualTo(CampaignState.ENDED);
            assertThat(told.getBudgetCents()).isEqualTo(50_000);
            assertThat(told.getChange().getVersion()).isEqualTo(2);
            assertThat(told.getChange().getReason()).isEqualTo("sold out");
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void only_an_admin_and_an_operator_change_one(Role role) {
        var maySee = role.isOfPlatform();
        var mayChange = role == Role.PLATFORM_ADMIN || role == Role.PLATFORM_OPERATOR;

        assertThat(as(role).get(CAMPAIGNS).statusCode()).isEqualTo(maySee ? 200 : 403);
        assertThat(as(role).body(request(newKey()))
                        .post(CAMPAIGNS + "?dryRun=true")
                        .statusCode())
                .isEqualTo(mayChange ? 200 : 403);
    }

    private static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role)).contentType(ContentType.JSON);
    }

    private static RequestSpecification operator() {
        return as(Role.PLATFORM_OPERATOR);
    }

    private static String newKey() {
        return "c" + UUID.randomUUID();
    }

    private static Map<String, Object> request(String key) {
        return Map.of("key", key, "name", "Summer", "budgetCents", 50_000);
    }

    private static Response start(String key) {
        return operator().body(request(key)).post(CAMPAIGNS);
    }

    private static String started() {
        var key = newKey();
        start(key).then().statusCode(201);
        return key;
    }

    private static Response rename(String key, String ifMatch, String name) {
        return operator()
                .header("If-Match", ifMatch)
                .body(Map.of("name", name, "reason", "it lasts"))
                .put(CAMPAIGNS + "/" + key + "/name");
    }

    private static Response end(String key) {
        return operator().body(Map.of("reason", "sold out")).post(CAMPAIGNS + "/" + key + "/end");
    }

    private static Response show(String key) {
        return as(Role.PLATFORM_VIEWER).get(CAMPAIGNS + "/" + key);
    }

    private static Response at(String key, String moment) {
        return as(Role.PLATFORM_VIEWER).queryParam("at", moment).get(CAMPAIGNS + "/" + key);
    }
}
