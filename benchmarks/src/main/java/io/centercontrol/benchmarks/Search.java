package io.centercontrol.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists and searches over very many tenants. */
@Command(name = "search", header = "List and search over 100,000 tenants.")
final class Search implements Callable<Integer> {
    private static final int FIRST = 100;

    @Option(names = "--tenants", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private int tenants;

    @Option(names = "--requests", defaultValue = "1000", description = "Of each kind. Default: ${DEFAULT-VALUE}.")
    private int requests;

    @Option(names = "--clients", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Override
    public Integer call() throws Exception {
        try (var suite = Suite.whole()) {
            Suite.say("making %,d tenants".formatted(tenants));
            var slug = "";
            for (var i = 0; i < FIRST; i++) {
                slug = Suite.newSlug();
                suite.register(slug);
            }
            try (var database = suite.environment().openDatabase()) {
                multiply(database, tenants / FIRST - 1);
                Table.begin();
                measure(suite, "first page of 50", i -> "?limit=50", plain(database));
                measure(suite, "a page of one status, by name", i -> "?limit=50&status=PROVISIONING&sort=name", null);
                measure(suite, "search for one slug among all", i -> "?limit=50&q=" + oneOf(i), null);
                measure(suite, "search for a word that all have", i -> "?limit=50&q=shop", null);
                deep(suite);
            }
        }
        return 0;
    }

    private String oneOf(int number) {
        return "x" + (1 + number % Math.max(1, tenants / FIRST - 1));
    }

    /** Rows like those that the service wrote, with ids and slugs of their own in all of their columns. */
    private static void multiply(Connection database, int times) throws SQLException {
        var columns = Rows.columns(database, "tenant");
        var values = columns.stream()
                .map(column -> switch (column) {
                    case "id" -> "fresh.id";
                    case "event_id" -> "gen_random_uuid()";
                    case "slug" -> "t.slug || '-x' || n";
                    case "search_words" -> "t.search_words || ' ' || t.slug || '-x' || n || ' x' || n";
                    case "name" -> "t.name || ' x' || n";
                    case "document" ->
                        "replace(replace(t.document::text, t.slug, t.slug || '-x' || n), t.id::text, fresh.id::text)::jsonb";
                    case "created_at", "updated_at" -> "t." + column + " - n * interval '1 minute'";
                    default -> "t." + column;
                })
                .toList();
        // The lateral part names both sides, so that each row of the product has an id of its own.
        try (var statement = database.createStatement()) {
            // Counting them one by one in one transaction takes a time that grows with the square of their number.
            statement.execute("set statement_timeout = 0");
            statement.execute("alter table tenant disable trigger tenant_new");
            statement.execute("insert into tenant (" + String.join(", ", columns) + ") select "
                    + String.join(", ", values) + " from tenant t cross join generate_series(1, " + times + ") n"
                    + " cross join lateral (select gen_random_uuid() id, n as number, t.slug as of_slug) fresh");
            statement.execute("alter table tenant enable trigger tenant_new");
            statement.execute("update tenant_count c set n = (select count(*) from tenant t where t.kind = c.kind)"
                    + " - (select sum(n) from tenant_count o where o.kind = c.kind and o.shard <> 0) where shard = 0");
            statement.execute("vacuum analyze tenant");
        }
    }

    /** The floor: the same rows by the same index over JDBC, one after the other. */
    private Sample plain(Connection database) throws SQLException {
        var times = new Sample();
        try (var statement = database.prepareStatement(
                "select document::text from tenant order by created_at desc, id desc limit 50")) {
            for (var i = 0; i < requests; i++) {
                var begun = System.nanoTime();
                var rows = statement.executeQuery();
                while (rows.next()) {
                    rows.getString(1);
                }
                times.addNanos(System.nanoTime() - begun);
            }
        }
        return times;
    }

    private void measure(
            Suite suite, String what, IntFunction<String> query, @org.jspecify.annotations.Nullable Sample floor)
            throws InterruptedException {
        ask(suite, query, Math.min(200, requests));
        var times = ask(suite, query, requests);
        if (floor == null) {
            Table.row(what + ", %,d tenants, p50 / p99".formatted(tenants), times.told(), "p99 < 50 ms");
        } else {
            Table.row(
                    what + ", %,d tenants, p99, beside plain SQL".formatted(tenants),
                    times.p99(),
                    floor.p99(),
                    "ms",
                    "< 50 ms");
        }
    }

    private Sample ask(Suite suite, IntFunction<String> query, int count) throws InterruptedException {
        var times = new Sample();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (var i = 0; i < count; i++) {
                var path = "/api/v1/tenants" + query.apply(i);
                threads.execute(() -> times.addNanos(time(suite, path)));
            }
        }
        return times;
    }

    private static long time(Suite suite, String path) {
        var begun = System.nanoTime();
        try {
            var answer = suite.ask("GET", path, null, Map.of());
            if (answer.status() != 200 || answer.json().path("items").isEmpty()) {
                throw new IllegalStateException(path + ": " + answer.status() + " " + answer.text());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return System.nanoTime() - begun;
    }

    /** Page after page by cursor: the last costs what the first does. */
    private void deep(Suite suite) throws IOException, InterruptedException {
        var times = new Sample();
        var cursor = "";
        for (var i = 0; i < Math.min(requests, tenants / 50); i++) {
            var begun = System.nanoTime();
            var page = suite.ask("GET", "/api/v1/tenants?limit=50" + cursor, null, Map.of())
                    .json();
            times.addNanos(System.nanoTime() - begun);
            if (!page.path("next").isTextual()) {
                break;
            }
            cursor = "&cursor=" + page.path("next").asText();
        }
        Table.row("page after page, %d of them, p50 / p99".formatted(times.size()), times.told(), "p99 < 50 ms");
        if (List.of(0, 1).contains(times.size())) {
            throw new IOException("there is only one page");
        }
    }
}
