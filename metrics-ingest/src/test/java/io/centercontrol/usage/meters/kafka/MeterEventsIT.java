package io.centercontrol.usage.meters.kafka;

import static io.centercontrol.usage.meters.http.MeterFixture.as;
import static io.centercontrol.usage.meters.http.MeterFixture.create;
import static io.centercontrol.usage.meters.http.MeterFixture.newKey;
import static io.centercontrol.usage.meters.http.MeterFixture.parcels;
import static io.centercontrol.usage.meters.http.MeterFixture.revise;
import static io.centercontrol.usage.meters.http.MeterFixture.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.events.usage.Meter;
import io.centercontrol.events.usage.MeterAggregation;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.parts.tokens.Role;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What meters say on their topic, and say again when someone asks. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class MeterEventsIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String REPUBLISH = "/api/v1/admin/republish";

    @Inject
    AvroWire wire;

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @Test
    void the_first_meters_are_told() {
        var gmv = decoded(events("gmv", 1).getFirst());
        assertThat(gmv.getChange().getType()).isEqualTo("meter.created");
        assertThat(gmv.getChange().getActor().getId()).isEqualTo("metrics-ingest");
        assertThat(gmv.getAggregation()).isEqualTo(MeterAggregation.SUM);
        assertThat(gmv.getCurrencyProperty()).isEqualTo("currency");
        assertThat(gmv.getUnit()).isNull();
        assertThat(decoded(events("api-calls", 1).getFirst()).getFeature()).isEqualTo("api-calls");
    }

    @Test
    void a_change_is_told_whole_with_who_and_why_and_what() {
        var key = newKey();
        create(key, parcels()).statusCode(201);
        var body = parcels();
        body.put("archived", true);
        revise(key, "\"1\"", body).statusCode(200);
        var records = events(key, 2);

        assertThat(TopicReader.headers(records.getLast()))
                .containsEntry("ce_type", "meter.archived")
                .containsEntry("ce_subject", key)
                .containsEntry("ce_source", "metrics-ingest")
                .containsEntry("version", "2")
                .containsEntry("ce_id", show(key).extract().<String>path("eventId"));
        var meter = decoded(records.getLast());
        assertThat(meter.getArchived()).isTrue();
        assertThat(meter.getEventType()).isEqualTo("parcel.sent");
        assertThat(meter.getGroupBy()).containsExactly("carrier");
        assertThat(meter.getGrade()).isEqualTo(MeterGrade.BILLING);
        assertThat(meter.getChange().getReason()).isEqualTo("because of a test");
        assertThat(meter.getChange().getChanges()).singleElement().satisfies(field -> {
            assertThat(field.getPath()).isEqualTo("/archived");
            assertThat(field.getBefore()).isEqualTo("false");
            assertThat(field.getAfter()).isEqualTo("true");
        });
    }

    @Test
    void what_is_said_again_is_what_was_said() {
        var key = newKey();
        create(key, parcels()).statusCode(201);
        var operation = as(Role.PLATFORM_ADMIN)
                .body(Map.of("id", key, "topic", Contract.METERS.name(), "reason", "a test"))
                .post(REPUBLISH)
                .then()
                .statusCode(202)
                .body("total", equalTo(1))
                .extract()
                .<String>path("operationId");
        await().atMost(BOUND)
                .untilAsserted(() -> as(Role.PLATFORM_ADMIN)
                        .get(REPUBLISH + "/" + operation)
                        .then()
                        .body("state", equalTo("DONE"))
                        .body("failed", equalTo(0)));
        var records = events(key, 2);
        assertThat(records.getLast().value()).isEqualTo(records.getFirst().value());
        assertThat(TopicReader.headers(records.getLast()).get("ce_id"))
                .isEqualTo(TopicReader.headers(records.getFirst()).get("ce_id"));
    }

    private static List<ConsumerRecord<String, byte[]>> events(String key, int count) {
        try (var reader = Environment.current().read(Contract.METERS)) {
            return reader.awaitAll(record -> key.equals(record.key()), count, BOUND);
        }
    }

    private Meter decoded(ConsumerRecord<String, byte[]> record) {
        return wire.decode(record.value(), Meter.class).await().atMost(BOUND);
    }
}
