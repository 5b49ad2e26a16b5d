package io.centercontrol.dataplane.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.dataplane.Eventually;
import io.centercontrol.dataplane.Grant;
import io.centercontrol.dataplane.Platform;
import io.centercontrol.dataplane.RememberedTexts;
import io.centercontrol.dataplane.UsageEvent;
import io.centercontrol.dataplane.UsageOutbox;
import io.centercontrol.dataplane.consumption.OwnFigures;
import io.centercontrol.dataplane.consumption.OwnUse;
import io.centercontrol.dataplane.report.Outbound;
import io.centercontrol.dataplane.wire.RegistryClient;
import io.centercontrol.events.usage.Usage;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Backend;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Usage that is written in the service's own transactions, on its way to the brokers. */
class OutboxIT {
    private static final Contract.Topic TOPIC = Contract.usage(Platform.SERVICE);

    private final Platform platform = new Platform();
    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private final String name = "u" + UUID.randomUUID().toString().substring(0, 8);
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final UsageOutbox outbox = UsageOutbox.in(database);
    private final OwnUse own = new OwnUse("orders"::equals, System.currentTimeMillis());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void makeDatabase() throws SQLException {
        var made = Backend.shared().createDatabase(name);
        database.setUrl(Backend.shared().addresses().jdbc(name));
        database.setUser(made.user());
        database.setPassword(made.password());
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(UsageOutbox.tables());
        }
    }

    @AfterEach
    void close() {
        platform.close();
        Backend.shared().dropDatabase(name);
    }

    private Outbound outbound(String instance) {
        return new Outbound(
                platform.config(folder).build(),
                new RegistryClient(platform.registry(), Platform.registryCredentials()),
                new RememberedTexts(),
                instance);
    }

    private LiveUsage usage(Outbound outbound) {
        var id = outbound.sender().getInstanceId();
        return new LiveUsage(Platform.SERVICE, outbound, folder.resolve(id), 1 << 20, InstantSource.system(), own);
    }

    private void order(String id, boolean commits) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            outbox.write(
                    connection,
                    List.of(
                            UsageEvent.now(id, "orders", tenant, 1, Map.of()),
                            UsageEvent.now(id, "gmv", tenant, 1_999, Map.of("currency", "EUR"))));
            if (commits) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }

    private long waiting() {
        try (var connection = database.getConnection();
                var count = connection.createStatement().executeQuery("select count(*) from cc_usage_outbox")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Usage> told() {
        try (var topic = platform.read(TOPIC)) {
            return LiveUsageIT.once(topic.allWithin(Duration.ofSeconds(1)).stream()
                    .map(platform::usage)
                    .toList());
        }
    }

    private static List<String> ids(List<Usage> told) {
        return told.stream()
                .flatMap(usage -> usage.getEvents().stream())
                .map(event -> event.getMeter() + " " + event.getId())
                .toList();
    }

    private static List<String> both(int orders) {
        return IntStream.range(0, orders)
                .mapToObj(at -> List.of("orders o" + at, "gmv o" + at))
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void what_was_committed_is_told_and_what_was_rolled_back_is_not() throws Exception {
        try (var outbound = outbound("i-1");
                var usage = usage(outbound)) {
            usage.ship(outbox);
            order("o0", true);
            order("never", false);
            order("o1", true);
            usage.written();
            Eventually.await("it is shipped", () -> waiting() == 0);
        }
        var now = System.currentTimeMillis();
        assertThat(own.of(tenant, "orders", Grant.Period.MONTH, OwnFigures.NEVER, now))
                .as("the instance's own use, of what was committed")
                .isEqualTo(2);
        var told = told();
        assertThat(ids(told)).containsExactlyInAnyOrderElementsOf(both(2));
        assertThat(told.getFirst().getEvents().get(1).getProperties()).containsEntry("currency", "EUR");
        assertThat(told.getFirst().getEvents().get(1).getAmount()).isEqualTo(1_999);
        LiveUsageIT.assertWithoutGaps(told);
    }

    @Test
    void instances_share_an_outbox_while_orders_come_and_nothing_is_told_under_two_numbers() throws Exception {
        var threads = new ArrayList<Thread>();
        var failures = new java.util.concurrent.ConcurrentLinkedQueue<Throwable>();
        try (var first = outbound("i-1");
                var second = outbound("i-2");
                var one = usage(first);
                var other = usage(second)) {
            one.ship(outbox);
            other.ship(outbox);
            for (var thread = 0; thread < 4; thread++) {
                var from = thread * 100;
                threads.add(Thread.ofVirtual().start(() -> {
                    try {
                        for (var at = from; at < from + 100; at++) {
                            order("o" + at, true);
                            (at % 2 == 0 ? one : other).written();
                        }
                    } catch (SQLException e) {
                        failures.add(e);
                    }
                }));
            }
            for (var thread : threads) {
                thread.join();
            }
            Eventually.await("all is shipped", () -> waiting() == 0);
        }
        assertThat(failures).isEmpty();
        var told = told();
        assertThat(ids(told)).containsExactlyInAnyOrderElementsOf(both(400));
        LiveUsageIT.assertWithoutGaps(told);
    }

    @Test
    void what_the_brokers_did_not_take_is_told_by_another_under_the_numbers_that_it_had() throws Exception {
        platform.delete(TOPIC);
        try (var outbound = outbound("i-1");
                var usage = usage(outbound)) {
            usage.ship(outbox);
            order("o0", true);
            order("o1", true);
            usage.written();
            Eventually.await(
                    "it cannot be shipped", () -> !usage.status().notice().isEmpty());
        }
        assertThat(waiting()).isEqualTo(4);
        platform.createTopics();
        order("o2", true);
        execute("update cc_usage_outbox set taken_at = taken_at - interval '2 minutes'");
        try (var outbound = outbound("i-2");
                var usage = usage(outbound)) {
            usage.ship(outbox);
            Eventually.await("all is shipped", () -> waiting() == 0);
        }
        var told = told();
        assertThat(ids(told)).containsExactlyInAnyOrderElementsOf(both(3));
        assertThat(told).extracting(Usage::getProducer).containsExactlyInAnyOrder("i-1-outbox-0", "i-2-outbox-0");
        LiveUsageIT.assertWithoutGaps(told);
    }

    @Test
    void what_was_told_and_not_taken_away_is_told_again_with_its_numbers() throws Exception {
        order("o0", true);
        var table = outbox.table();
        var run = UUID.randomUUID();
        table.begin(run, "i-0-outbox-0", 1);
        var numbered = table.number(run, 10);
        assertThat(table.number(run, 10)).isEmpty();
        execute("update cc_usage_outbox set taken_at = taken_at - interval '2 minutes'");
        assertThat(table.left(UUID.randomUUID(), 10)).isEqualTo(numbered);
        assertThat(table.left(run, 10)).as("one's own are in memory").isEmpty();
        table.begin(UUID.randomUUID(), "i-0-outbox-0", 1);
        try (var connection = database.getConnection();
                var epochs = connection.createStatement().executeQuery("select max(epoch) from cc_usage_run")) {
            epochs.next();
            assertThat(epochs.getLong(1))
                    .as("above the last one though the clock stands still")
                    .isEqualTo(2);
        }
    }

    @Test
    void what_the_platform_would_not_take_is_refused_by_the_table() {
        for (var wrong : List.of(
                "'', 'orders', '{}'",
                "repeat('x', 201), 'orders', '{}'",
                "'id', '', '{}'",
                "'id', 'orders', '[]'",
                "'id', 'orders', '{\"a\": 1}'",
                "'id', 'orders', '{\"a\": null}'",
                "'id', 'orders', jsonb_build_object('a', repeat('x', 201))",
                "'id', 'orders', jsonb_build_object(repeat('x', 201), 'a')",
                "'id', 'orders', '{\"\": \"x\"}'",
                "'id', 'orders', (select jsonb_object_agg('p' || i, 'x') from generate_series(1, 21) i)")) {
            assertThatThrownBy(() -> execute("insert into cc_usage_outbox (tenant_id, id, meter, properties) select '"
                            + tenant + "', " + wrong))
                    .as(wrong)
                    .isInstanceOf(SQLException.class);
        }
        assertThat(waiting()).isZero();
    }
}
