package io.centercontrol.usage.accept.kafka;

import static io.centercontrol.usage.meters.http.MeterFixture.as;
import static io.centercontrol.usage.meters.http.MeterFixture.create;
import static io.centercontrol.usage.meters.http.MeterFixture.newKey;
import static io.centercontrol.usage.meters.http.MeterFixture.parcels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.events.usage.UsageEvent;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures tenant by tenant, in pages and as one stream. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class ExportIT {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final String EXPORT = "/api/v1/usage/export";
    private static final Instant TODAY = Instant.now().truncatedTo(ChronoUnit.DAYS);

    private PlatformFixture platform;
    private ProducerFixture producer;

    @BeforeEach
    void begin() {
        platform = new PlatformFixture("metrics-ingest");
        producer = new ProducerFixture();
    }

    @AfterEach
    void end() {
        platform.close();
        producer.close();
    }

    private UUID known() {
        var id = EventWriter.newId();
        platform.tenant(id, 1, TenantStatus.ACTIVE);
        await().atMost(BOUND)
                .until(() -> as(Role.BILLING)
                                .get("/api/v1/usage?meter=orders&tenantId=" + id)
                                .statusCode()
                        == 200);
        return id;
    }

    @Test
    void each_tenant_has_its_own_figures_in_pages_as_lines_and_as_a_table() {
        var key = newKey();
        create(key, parcels()).statusCode(201);
        var tenants = Stream.generate(this::known)
                .limit(3)
                .sorted(Comparator.comparing(UUID::toString))
                .toList();
        var events = new ArrayList<UsageEvent>();
        for (var tenant : tenants) {
            for (var day = 1; day <= 3; day++) {
                events.add(parcel(key, tenant, "a" + day, "dhl", TODAY.minus(day, ChronoUnit.DAYS)));
                events.add(parcel(key, tenant, "b" + day, "ups", TODAY.minus(day, ChronoUnit.DAYS)));
            }
        }
        producer.send(1, events.toArray(UsageEvent[]::new));
        var question = EXPORT + "?meter=" + key + "&from=" + TODAY.minus(4, ChronoUnit.DAYS) + "&to=" + TODAY;
        await().atMost(BOUND).untilAsserted(() -> ask(question).body("items", hasSize(9)));

        ask(question)
                .body(
                        "items.tenantId",
                        equalTo(tenants.stream()
                                .flatMap(tenant ->
                                        Stream.of(tenant, tenant, tenant).map(UUID::toString))
                                .toList()))
                .body("items.value", equalTo(List.of(2, 2, 2, 2, 2, 2, 2, 2, 2)))
                .body("items[0].meter", equalTo(key))
                .body("items[0].from", equalTo(TODAY.minus(3, ChronoUnit.DAYS).toString()));
        ask(question + "&tenantId=" + tenants.get(1)).body("items", hasSize(3));

        var grouped = question + "&groupBy=carrier";
        assertThat(paged(grouped)).hasSize(18).doesNotHaveDuplicates();
        var lines = get("application/x-ndjson", grouped).split("\n");
        assertThat(lines).hasSize(18);
        assertThat(Stream.of(lines).map(line -> JsonPath.from(line).getString("groups.carrier")))
                .containsOnly("dhl", "ups");
        assertThat(get("text/csv", question).split("\r\n"))
                .hasSize(10)
                .startsWith("tenantId,meter,from,to,currency,events,value,more");
    }

    @Test
    void all_of_it_is_bounded_in_time_and_who_may_not_ask_is_turned_away() {
        as(Role.BILLING)
                .get(EXPORT + "?meter=orders")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/from"));
        as(Role.BILLING)
                .get(EXPORT + "?meter=orders&from=" + TODAY)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/to"));
        for (var wrong : List.of("&cursor=bm9uZQ", "&limit=0", "&window=YEAR", "&tenantId=x", "&groupBy=colour")) {
            as(Role.BILLING)
                    .accept("application/x-ndjson")
                    .get(EXPORT + "?meter=orders&from=" + TODAY.minus(1, ChronoUnit.DAYS) + "&to=" + TODAY + wrong)
                    .then()
                    .statusCode(400);
        }
        as(Role.TENANT_ADMIN).get(EXPORT + "?meter=orders").then().statusCode(403);
    }

    private static List<String> paged(String question) {
        var found = new ArrayList<String>();
        var cursor = "";
        JsonPath page;
        do {
            page = ask(question + "&limit=4" + cursor).extract().jsonPath();
            page.<Map<String, Object>>getList("items")
                    .forEach(item -> found.add(item.get("tenantId") + " " + item.get("from") + item.get("groups")));
            cursor = "&cursor=" + page.getString("next");
        } while (page.get("next") != null);
        return found;
    }

    private static UsageEvent parcel(String meter, UUID tenant, String id, String carrier, Instant at) {
        return ProducerFixture.event(meter, tenant, id + tenant, 1, at, Map.of("carrier", carrier), MeterGrade.BILLING);
    }

    private static ValidatableResponse ask(String question) {
        return as(Role.BILLING).get(question).then().statusCode(200);
    }

    private static String get(String form, String question) {
        return as(Role.BILLING)
                .accept(form)
                .get(question)
                .then()
                .statusCode(200)
                .contentType(containsString(form))
                .extract()
                .asString();
    }
}
