package io.centercontrol.tenants.kafka;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Backend;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody drops the slot, and every version that was committed is on the topic nevertheless, in its order. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class LostSlotIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Environment environment = Environment.current();
    private final Backend backend = Backend.shared();
    private UUID tenant = new UUID(0, 0);
    private volatile long version = 1;

    @BeforeEach
    void connected() {
        environment.awaitConnected();
        tenant = register();
    }

    @Test
    void what_no_slot_held_is_carried_before_what_follows() {
        rename();
        versions(2);
        backend.removeConnector(environment.connector());
        backend.dropSlot(environment.database());
        rename();
        rename();
        backend.addConnector(environment.service(), environment.access(), environment.database());
        rename();

        var records = versions(5);

        var carried = TopicReader.headers(records.get(1));
        var lost = TopicReader.headers(records.get(2));
        assertThat(lost.keySet()).isEqualTo(carried.keySet());
        assertThat(lost).containsEntry("version", "3").containsEntry("ce_type", carried.get("ce_type"));
        assertThat(records.get(2).timestamp())
                .isGreaterThanOrEqualTo(records.get(1).timestamp());
        assertThat(records.get(2).value())
                .startsWith(Arrays.copyOf(records.get(1).value(), 5));
        awaitNothingLeft();
    }

    @Test
    void nothing_is_missed_when_it_is_dropped_under_a_connector_at_work() {
        var over = new AtomicBoolean();
        var renaming = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                rename();
            }
        });
        for (var time = 0; time < 3; time++) {
            backend.dropSlot(environment.database());
            versions(version + 1);
        }
        over.set(true);
        renaming.join();

        versions(version);
        awaitNothingLeft();
    }

    /** A row goes when its event is known to be on its topic, and a second later. */
    private void awaitNothingLeft() {
        await().atMost(BOUND).untilAsserted(() -> assertThat(rows()).isZero());
    }

    private long rows() throws SQLException {
        try (var database = environment.openDatabase();
                var statement = database.createStatement();
                var row = statement.executeQuery("select count(*) from outbox where aggregateid = '" + tenant + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The tenant's records when a version is there: every one up to it, in order, however often it is said. */
    private List<ConsumerRecord<String, byte[]>> versions(long least) {
        try (var topic = environment.read(Contract.TENANTS)) {
            topic.await(record -> isOurs(record) && version(record) == least, BOUND);
            var all = topic.allWithin(Duration.ofMillis(300)).stream()
                    .filter(this::isOurs)
                    .toList();
            var firsts =
                    new LinkedHashSet<>(all.stream().map(LostSlotIT::version).toList());
            assertThat(firsts)
                    .hasSizeGreaterThanOrEqualTo((int) least)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, firsts.size()).boxed().toList());
            assertThat(all.stream()
                            .map(record -> TopicReader.headers(record).get("ce_id"))
                            .collect(toSet()))
                    .hasSameSizeAs(firsts);
            return all;
        }
    }

    private boolean isOurs(ConsumerRecord<String, byte[]> record) {
        return tenant.toString().equals(record.key());
    }

    private static long version(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(TopicReader.headers(record).get("version"));
    }

    private void rename() {
        given().auth()
                .oauth2(environment.tokens().of(Role.PLATFORM_OPERATOR))
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("name", "Name " + (version + 1)))
                .patch("/api/v1/tenants/" + tenant)
                .then()
                .statusCode(200);
        version = version + 1;
    }

    private UUID register() {
        return UUID.fromString(given().auth()
                .oauth2(environment.tokens().of(Role.PLATFORM_OPERATOR))
                .contentType("application/json")
                .body(Map.of("slug", "lost-" + UUID.randomUUID().toString().substring(0, 13), "name", "Name 1"))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }
}
