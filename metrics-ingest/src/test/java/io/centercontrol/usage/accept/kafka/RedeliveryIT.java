package io.centercontrol.usage.accept.kafka;

import static io.centercontrol.usage.accept.kafka.ProducerFixture.calls;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.order;
import static io.centercontrol.usage.accept.kafka.ProducerFixture.worth;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events without numbers, which count by their ids alone; and what is heard again since whoever heard it was killed. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class RedeliveryIT {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Inject
    KafkaClientService kafka;

    private PlatformFixture platform;
    private ProducerFixture door;
    private UUID tenant;

    @BeforeEach
    void begin() {
        platform = new PlatformFixture("metrics-ingest");
        door = new ProducerFixture("metrics-ingest");
        tenant = EventWriter.newId();
        platform.tenant(tenant, 1, TenantStatus.ACTIVE);
        await().atMost(BOUND)
                .until(() -> text("select count(*) from usage_tenant where tenant_id = '" + tenant + "'")
                        .equals("1"));
    }

    @AfterEach
    void end() {
        platform.close();
        door.close();
    }

    /** A kill between the transaction and the commit of the offsets: the next one begins where the offsets stand. */
    @Test
    void what_is_heard_again_doubles_nothing() throws SQLException {
        try (var numbered = new ProducerFixture()) {
            var before = positions();
            door.send(0, order(tenant, id("o1"), NOW), worth(tenant, id("o1"), -1, "EUR", NOW), calls(tenant, 5, NOW));
            door.send(0, order(tenant, id("o2"), NOW));
            numbered.send(
                    1, order(tenant, id("o3"), NOW), worth(tenant, id("o3"), -1, "EUR", NOW), calls(tenant, 7, NOW));
            awaitAccount(door, "2 0 2");
            awaitAccount(numbered, "2 0 1");
            assertThat(reasons(door)).isEqualTo("NEGATIVE_MONEY NO_ID");

            for (var time = 1; time <= 2; time++) {
                kafka.getConsumer("usage")
                        .runOnPollingThread(consumer -> {
                            before.forEach(consumer::seek);
                        })
                        .await()
                        .atMost(BOUND);
                awaitAccount(door, "2 " + 4 * time + " 2");
                awaitAccount(numbered, "2 " + 3 * time + " 1");
            }
            for (var rollup : List.of("usage_minute", "usage_hour", "usage_day")) {
                assertThat(text("select string_agg(meter || ' ' || total, ' ' order by meter) from (select meter,"
                                + " sum(total) as total from " + rollup + " where tenant_id = '" + tenant
                                + "' group by meter) f"))
                        .as(rollup)
                        .isEqualTo("api-calls 7 orders 3");
            }
            assertThat(reasons(door)).isEqualTo("NEGATIVE_MONEY NO_ID");
            assertThat(text("select count(*) from usage_producer where producer = '" + door.id() + "'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void the_same_in_another_record_counts_once_and_what_did_not_count_is_kept_of_each() throws SQLException {
        door.send(0, order(tenant, id("o1"), NOW), worth(tenant, id("o1"), -1, "EUR", NOW));
        awaitAccount(door, "1 0 1");
        try (var again = new ProducerFixture("metrics-ingest")) {
            again.send(0, order(tenant, id("o1"), NOW), worth(tenant, id("o1"), -1, "EUR", NOW));
            awaitAccount(again, "0 1 1");
        }
    }

    @Test
    void who_is_not_the_platform_numbers_what_it_sends() throws SQLException {
        try (var shop = new ProducerFixture()) {
            shop.send(0, order(tenant, id("o1"), NOW));
            await().atMost(BOUND)
                    .until(() -> text("select count(*) from quarantine where record_key = convert_to('" + shop.id()
                                    + "', 'UTF8') and reason like '%numbers from 0%'")
                            .equals("1"));
            shop.send(1, order(tenant, id("o1"), NOW));
            awaitAccount(shop, "1 0 0");
        }
    }

    private String id(String name) {
        return name + " of " + tenant;
    }

    /** Where the consumer stands in each partition. */
    private Map<TopicPartition, Long> positions() {
        return kafka.getConsumer("usage")
                .runOnPollingThread(consumer -> {
                    return consumer.assignment().stream()
                            .collect(Collectors.toMap(partition -> partition, consumer::position));
                })
                .await()
                .atMost(BOUND);
    }

    private static void awaitAccount(ProducerFixture of, String account) {
        await().atMost(BOUND)
                .untilAsserted(
                        () -> assertThat(text("select sum(accepted) || ' ' || sum(duplicate) || ' ' || sum(rejected)"
                                        + " from usage_account where producer = '" + of.id() + "'"))
                                .isEqualTo(account));
    }

    private static String reasons(ProducerFixture of) throws SQLException {
        return text("select string_agg(reason, ' ' order by number) from usage_rejected where producer = '" + of.id()
                + "'");
    }

    private static String text(String sql) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement();
                var found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "";
        }
    }
}
