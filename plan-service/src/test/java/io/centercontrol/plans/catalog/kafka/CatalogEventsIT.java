package io.centercontrol.plans.catalog.kafka;

import static io.centercontrol.plans.catalog.http.CatalogFixture.FEATURES;
import static io.centercontrol.plans.catalog.http.CatalogFixture.admin;
import static io.centercontrol.plans.catalog.http.CatalogFixture.created;
import static io.centercontrol.plans.catalog.http.CatalogFixture.newKey;
import static io.centercontrol.plans.catalog.http.CatalogFixture.published;
import static io.centercontrol.plans.catalog.http.CatalogFixture.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.events.plans.Feature;
import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.events.plans.Grant;
import io.centercontrol.events.plans.MeterPeriod;
import io.centercontrol.events.plans.Plan;
import io.centercontrol.events.plans.PlanKind;
import io.centercontrol.events.plans.PlanStatus;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the catalog says on its topics, and says again when someone asks. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "plan-service"))
class CatalogEventsIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String REPUBLISH = "/api/v1/admin/republish";

    @Inject
    AvroWire wire;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @Test
    void the_first_features_and_plans_are_told() {
        var calls = decoded(events(Contract.FEATURES, "api-calls", 1).getFirst(), Feature.class);
        assertThat(calls.getKind()).isEqualTo(FeatureKind.METER);
        assertThat(calls.getUnit()).isEqualTo("call");
        assertThat(calls.getChange().getType()).isEqualTo("feature.created");
        assertThat(calls.getChange().getActor().getId()).isEqualTo("plan-service");

        var records = events(Contract.PLANS, "enterprise", 2);
        var plan = decoded(records.getLast(), Plan.class);
        assertThat(plan.getChange().getType()).isEqualTo("plan.published");
        assertThat(plan.getChange().getVersion()).isEqualTo(2);
        assertThat(plan.getKind()).isEqualTo(PlanKind.PLAN);
        var version = plan.getVersions().getFirst();
        assertThat(version.getStatus()).isEqualTo(PlanStatus.PUBLISHED);
        assertThat(version.getPublishedAt()).isNotNull();
        assertThat(version.getAfterTrial()).isEqualTo("basic");
        assertThat(version.getPrice().getMinorUnits()).isEqualTo(49_900);
        assertThat(version.getGrants())
                .extracting(Grant::getFeature)
                .isSorted()
                .contains("products", "loyalty", "api-calls");
        assertThat(grant(version.getGrants(), "products")).satisfies(products -> {
            assertThat(products.getUnlimited()).isTrue();
            assertThat(products.getHard()).isTrue();
        });
        assertThat(grant(version.getGrants(), "stores").getMost()).isEqualTo(50);
        assertThat(grant(version.getGrants(), "loyalty").getOn()).isTrue();
        assertThat(grant(version.getGrants(), "api-calls").getPeriod()).isEqualTo(MeterPeriod.MONTH);
    }

    @Test
    void a_change_is_told_with_who_and_why_and_what() {
        var key = published();
        var records = events(Contract.PLANS, key, 2);

        assertThat(TopicReader.headers(records.getLast()))
                .containsEntry("ce_type", "plan.published")
                .containsEntry("ce_subject", key)
                .containsEntry("ce_source", "plan-service")
                .containsEntry("version", "2")
                .containsEntry("ce_id", show(key).extract().<String>path("eventId"));
        var change = decoded(records.getLast(), Plan.class).getChange();
        assertThat(change.getAggregateId()).isEqualTo(key);
        assertThat(change.getReason()).isEqualTo("because of a test");
        assertThat(change.getChanges()).singleElement().satisfies(field -> {
            assertThat(field.getPath()).isEqualTo("/versions/1/status");
            assertThat(field.getBefore()).isEqualTo("\"DRAFT\"");
            assertThat(field.getAfter()).isEqualTo("\"PUBLISHED\"");
        });
        assertThat(decoded(records.getFirst(), Plan.class)
                        .getVersions()
                        .getFirst()
                        .getStatus())
                .isEqualTo(PlanStatus.DRAFT);
    }

    @Test
    void a_dry_run_is_told_to_nobody() {
        var key = newKey();
        var body = Map.of("key", key, "name", "Dry", "kind", "SWITCH");
        admin().body(body).post(FEATURES + "?dryRun=true").then().statusCode(200);
        admin().body(body).post(FEATURES).then().statusCode(201);
        try (var reader = Environment.current().read(Contract.FEATURES)) {
            reader.await(record -> key.equals(record.key()), BOUND);
            assertThat(reader.allWithin(Duration.ofSeconds(1)))
                    .filteredOn(record -> key.equals(record.key()))
                    .hasSize(1);
        }
    }

    /** Of a creation, whose changes are objects of several fields. */
    @Test
    void what_is_said_again_is_what_was_said() {
        var key = created();
        again(Contract.PLANS, key);
        var plans = events(Contract.PLANS, key, 2);
        assertThat(plans.getLast().value()).isEqualTo(plans.getFirst().value());
        assertThat(TopicReader.headers(plans.getLast()).get("ce_id"))
                .isEqualTo(TopicReader.headers(plans.getFirst()).get("ce_id"));

        var feature = newKey();
        admin().body(Map.of("key", feature, "name", "Again", "kind", "SWITCH"))
                .post(FEATURES)
                .then()
                .statusCode(201);
        again(Contract.FEATURES, feature);
        var features = events(Contract.FEATURES, feature, 2);
        assertThat(features.getLast().value()).isEqualTo(features.getFirst().value());
    }

    private static void again(Contract.Topic topic, String key) {
        var operation = admin().body(Map.of("id", key, "topic", topic.name(), "reason", "a test"))
                .post(REPUBLISH)
                .then()
                .statusCode(202)
                .body("total", equalTo(1))
                .extract()
                .<String>path("operationId");
        await().atMost(BOUND)
                .untilAsserted(() -> admin().get(REPUBLISH + "/" + operation)
                        .then()
                        .body("state", equalTo("DONE"))
                        .body("failed", equalTo(0)));
    }

    private static Grant grant(List<Grant> grants, String feature) {
        return grants.stream()
                .filter(grant -> grant.getFeature().equals(feature))
                .findFirst()
                .orElseThrow();
    }

    private static List<ConsumerRecord<String, byte[]>> events(Contract.Topic topic, String key, int count) {
        try (var reader = Environment.current().read(topic)) {
            return reader.awaitAll(record -> key.equals(record.key()), count, BOUND);
        }
    }

    private <T extends SpecificRecord> T decoded(ConsumerRecord<String, byte[]> record, Class<T> type) {
        return wire.decode(record.value(), type).await().atMost(BOUND);
    }
}
