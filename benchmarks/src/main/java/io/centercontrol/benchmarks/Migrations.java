package io.centercontrol.benchmarks;

import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.tenants.Governance;
import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.events.tenants.TenantKind;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.EventWriter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Moves of very many tenants to another version of their plan, and what becomes of others meanwhile. */
@Command(name = "migrations", header = "Preview a migration of 100,000 tenants, and run one of 10,000.")
final class Migrations implements Callable<Integer> {
    private static final Map<String, String> NO_MORE = Map.of();

    @Option(names = "--tenants", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private int tenants;

    @Option(names = "--run", defaultValue = "10000", description = "Tenants to move. Default: ${DEFAULT-VALUE}.")
    private int run;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "To look at others in peace. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        try (var suite = Suite.whole("plan-service");
                var events = new EventWriter(suite.environment())) {
            governance(events);
            publish(suite, "many", true);
            publish(suite, "few", true);
            var other = registered(suite, events, "basic");
            var many = List.of(registered(suite, events, "many"), registered(suite, events, "many"));
            override(suite, many.getLast());
            var few = registered(suite, events, "few");
            Suite.say("making %,d subscriptions".formatted(tenants));
            try (var database = suite.environment().openDatabase()) {
                // One in ten has something beside its plan, which is looked at by itself.
                multiply(database, many.getFirst(), tenants - tenants / 10 - 1);
                multiply(database, many.getLast(), tenants / 10 - 1);
                multiply(database, few, run - 1);
            }
            publish(suite, "many", false);
            publish(suite, "few", false);
            Table.begin();
            preview(suite);
            move(suite, other);
        }
        return 0;
    }

    private void preview(Suite suite) throws IOException, InterruptedException {
        var times = new Sample();
        for (var i = 0; i < 3; i++) {
            var begun = System.nanoTime();
            var answer = demand(201, suite.ask("POST", "/api/v1/migrations", body("many"), NO_MORE));
            times.addNanos(System.nanoTime() - begun);
            if (answer.path("counts").path("pending").asInt() != tenants) {
                throw new IOException("not all are in it: " + answer);
            }
        }
        Table.row(
                "preview of a migration of %,d tenants, one in ten with an override, p50 of 3".formatted(tenants),
                Table.number(times.p50() / 1_000) + " s",
                "< 5 s");
    }

    private void move(Suite suite, UUID other) throws IOException, InterruptedException {
        var before = new Sample();
        for (var i = 0; i < seconds * 10; i++) {
            change(suite, other, i, before);
            Thread.sleep(100);
        }
        var id = demand(201, suite.ask("POST", "/api/v1/migrations", body("few"), NO_MORE))
                .path("id")
                .asText();
        var meanwhile = new Sample();
        var running = new AtomicBoolean(true);
        var others = Thread.ofPlatform().start(() -> {
            for (var i = 0; running.get(); i++) {
                try {
                    change(suite, other, i, meanwhile);
                    Thread.sleep(100);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        var begun = System.nanoTime();
        demand(200, suite.ask("POST", "/api/v1/migrations/" + id + "/start", Map.of("reason", "measured"), NO_MORE));
        while (!demand(200, suite.ask("GET", "/api/v1/migrations/" + id, null, NO_MORE))
                .path("state")
                .asText()
                .equals("DONE")) {
            Thread.sleep(50);
        }
        var took = (System.nanoTime() - begun) / 1e9;
        running.set(false);
        others.join();
        Table.row(
                "migration run of %,d tenants".formatted(run),
                "%s /s, %s s".formatted(Table.number(run / took), Table.number(took)),
                "-");
        Table.row(
                "a change of another tenant meanwhile, p50, beside the same in peace",
                meanwhile.p50(),
                before.p50(),
                "ms",
                "-");
        Table.row("the same, p99", meanwhile.p99(), before.p99(), "ms", "nothing starves");
    }

    private static void change(Suite suite, UUID tenant, int number, Sample times)
            throws IOException, InterruptedException {
        var begun = System.nanoTime();
        demand(
                200,
                suite.ask(
                        "PUT",
                        "/api/v1/tenants/" + tenant + "/overrides/products",
                        Map.of("grant", Map.of("most", 1 + number), "reason", "measured"),
                        NO_MORE));
        times.addNanos(System.nanoTime() - begun);
    }

    private static void override(Suite suite, UUID tenant) throws IOException, InterruptedException {
        demand(
                200,
                suite.ask(
                        "PUT",
                        "/api/v1/tenants/" + tenant + "/overrides/stores",
                        Map.of("grant", Map.of("most", 7), "reason", "measured"),
                        NO_MORE));
    }

    private static Map<String, Object> body(String plan) {
        return Map.of(
                "from", Map.of("plan", plan, "version", 1),
                "to", Map.of("plan", plan, "version", 2),
                "reason", "measured");
    }

    private static void publish(Suite suite, String plan, boolean first) throws IOException, InterruptedException {
        var path = "/api/v1/plans";
        if (first) {
            var grants = Map.of("products", Map.of("most", 10), "stores", Map.of("most", 1));
            demand(201, suite.ask("POST", path, Map.of("key", plan, "name", plan, "grants", grants), NO_MORE));
        } else {
            var version = demand(200, suite.ask("GET", path + "/" + plan, null, NO_MORE))
                    .path("version")
                    .asText();
            var grants = Map.of("products", Map.of("most", 20), "loyalty", Map.of("on", true));
            demand(
                    200,
                    suite.ask(
                            "PUT",
                            path + "/" + plan + "/draft",
                            Map.of("grants", grants),
                            Map.of("If-Match", "\"" + version + "\"")));
        }
        demand(
                200,
                suite.ask(
                        "POST",
                        path + "/" + plan + "/versions/" + (first ? 1 : 2) + "/publish",
                        Map.of("reason", "measured"),
                        NO_MORE));
    }

    /** A subscription like another one, many times over. */
    private static void multiply(Connection database, UUID like, int times) throws SQLException {
        var columns = Rows.columns(database, "subscription");
        var values = columns.stream()
                .map(column -> column.equals("id") || column.equals("event_id") ? "gen_random_uuid()" : "s." + column)
                .toList();
        try (var statement = database.createStatement()) {
            statement.execute("insert into subscription (" + String.join(", ", columns) + ") select "
                    + String.join(", ", values) + " from subscription s cross join generate_series(1, " + times
                    + ") n where s.id = '" + like + "'");
            statement.execute("analyze subscription");
        }
    }

    private static UUID registered(Suite suite, EventWriter events, String plan)
            throws IOException, InterruptedException {
        var id = EventWriter.newId();
        var now = Instant.now();
        var eventId = EventWriter.newId();
        var tenant = Tenant.newBuilder()
                .setChange(change(eventId, id.toString()))
                .setId(id)
                .setSlug("slug-" + id)
                .setName("Tenant " + id)
                .setKind(TenantKind.TEST)
                .setStatus(TenantStatus.ACTIVE)
                .setAllowedOperations(List.of())
                .setReady(true)
                .setLocale("en")
                .setTimeZone("UTC")
                .setCurrency("EUR")
                .setRegion("eu")
                .setCreatedAt(now)
                .setUpdatedAt(now)
                .setRegisteredPlan(plan)
                .build();
        events.state(Contract.TENANTS, id.toString(), eventId, 1, tenant);
        while (suite.ask("GET", "/api/v1/tenants/" + id + "/subscription", null, NO_MORE)
                        .status()
                != 200) {
            Thread.sleep(50);
        }
        return id;
    }

    private static void governance(EventWriter events) {
        var eventId = EventWriter.newId();
        var governance = Governance.newBuilder()
                .setChange(change(eventId, "platform"))
                .setDefaultMostStores(10)
                .setDeletionGraceSeconds(1)
                .setSlugCoolDownSeconds(1)
                .setExportRetentionSeconds(1)
                .setTombstoneAfterSeconds(1)
                .setUpdatedAt(Instant.now())
                .setDefaultPlan("basic")
                .build();
        events.state(Contract.GOVERNANCE, "platform", eventId, 1, governance);
    }

    private static Change change(UUID eventId, String id) {
        return Change.newBuilder()
                .setEventId(eventId)
                .setAggregateId(id)
                .setVersion(1)
                .setType("test.changed")
                .setTime(Instant.now())
                .setActor(new Actor("benchmark", ActorKind.USER, null))
                .build();
    }

    private static com.fasterxml.jackson.databind.JsonNode demand(
            int status, io.centercontrol.parts.wiring.JsonHttp.Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException("the answer is " + answer.status() + ": " + answer.text());
        }
        return answer.json();
    }
}
