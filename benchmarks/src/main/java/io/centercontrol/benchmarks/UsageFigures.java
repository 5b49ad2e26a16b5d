package io.centercontrol.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a console asks of usage, of very many tenants. */
@Command(name = "usage-figures", header = "A tenant's month by day, the top 20, and the export, of 100,000 tenants.")
final class UsageFigures implements Callable<Integer> {
    @Option(names = "--tenants", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private int tenants;

    @Option(
            names = "--meters",
            defaultValue = "10",
            description = "Each of which every tenant uses every day. Default: ${DEFAULT-VALUE}.")
    private int meters;

    @Option(names = "--days", defaultValue = "90", description = "Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--asked",
            defaultValue = "500",
            description = "Tenants of which hours are made, and which are asked about. Default: ${DEFAULT-VALUE}.")
    private int asked;

    @Option(names = "--requests", defaultValue = "1000", description = "Of each kind. Default: ${DEFAULT-VALUE}.")
    private int requests;

    @Override
    public Integer call() throws Exception {
        try (var suite = Suite.whole("metrics-ingest");
                var database = suite.environment().openDatabase()) {
            Suite.say("making days of %,d tenants, %d meters, %d days".formatted(tenants, meters, days));
            fill(database);
            var today = LocalDate.now(ZoneOffset.UTC);
            Table.begin();
            month(suite, database, today);
            first(suite);
            ranking(suite);
            export(suite, today);
        }
        return 0;
    }

    private void fill(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("set statement_timeout = 0");
            statement.execute("set synchronous_commit = off");
            statement.execute("select make_usage_month(cast(m as date)), make_rollup_month(cast(m as date)) from"
                    + " generate_series(date_trunc('month', now() - interval '" + (days + 1)
                    + " days'), now(), interval '1 month') m");
            statement.execute("insert into usage_tenant (tenant_id, version, time_zone, leaving)"
                    + " select cast(md5(n::text) as uuid), 1, 'Europe/Berlin', false from generate_series(1, " + tenants
                    + ") n");
            // As they come: day after day, and of a day in any order of tenants.
            for (var day = days; day >= 1; day--) {
                statement.execute(
                        ("insert into usage_day select current_date - %d, case when m = 1 then 'orders' else 'm' || m"
                                        + " end, cast(md5(n::text) as uuid), '', '{}', 20, 20 + (n * 7919 + %d) %% 1000, 1, 1,"
                                        + " now() - interval '%d days' from generate_series(1, %d) n, generate_series(1, %d) m")
                                .formatted(day, day, day, tenants, meters));
                statement.execute(("insert into usage_hour select date_trunc('hour', now(), 'UTC') - interval '%d days'"
                                + " + h * interval '1 hour', case when m = 1 then 'orders' else 'm' || m end,"
                                + " cast(md5(n::text) as uuid), '', '{}', 20, 20, 1, 1, now() from generate_series(1, %d) n,"
                                + " generate_series(1, %d) m, generate_series(0, 23) h")
                        .formatted(day, asked, meters));
            }
            statement.execute("vacuum analyze usage_day");
            statement.execute("vacuum analyze usage_hour");
            statement.execute("vacuum analyze usage_tenant");
        }
    }

    /** One meter of one tenant, beside the same rows added by plain SQL, one after the other. */
    private void month(Suite suite, Connection database, LocalDate today) throws Exception {
        var from = today.minusDays(30) + "T00:00:00Z";
        IntFunction<String> path = i -> "/api/v1/usage?meter=orders&window=DAY&from=" + from + "&to=" + today
                + "T00:00:00Z&tenantId=" + tenant(i);
        ask(suite, path, Math.min(200, requests));
        var times = ask(suite, path, requests);
        Table.row(
                "a tenant's month by day, %,d tenants, %d meters, %d days, p99, beside plain SQL"
                        .formatted(tenants, meters, days),
                times.p99(),
                plain(database, from).p99(),
                "ms",
                "≤ 50 ms");
    }

    private Sample plain(Connection database, String from) throws SQLException {
        var times = new Sample();
        try (var statement = database.prepareStatement(
                "select date_trunc('day', hour, 'Europe/Berlin'), sum(total) from usage_hour"
                        + " where tenant_id = cast(? as uuid) and meter = 'orders' and hour >= cast(? as timestamptz) group by 1")) {
            for (var i = 0; i < requests; i++) {
                var begun = System.nanoTime();
                statement.setString(1, tenant(i));
                statement.setString(2, from);
                var rows = statement.executeQuery();
                while (rows.next()) {
                    rows.getString(2);
                }
                times.addNanos(System.nanoTime() - begun);
            }
        }
        return times;
    }

    /** Whoever asks first waits until it is counted: of a span that nobody has asked for. */
    private void first(Suite suite) throws IOException, InterruptedException {
        var today = LocalDate.now(ZoneOffset.UTC);
        var times = ask(
                suite,
                i -> "/api/v1/kpis/tenants?meter=orders&from=" + today.minusDays(i + 8) + "&to="
                        + today.minusDays(i + 2),
                Math.max(1, Math.min(10, days - 16)));
        Table.row(
                "the top 20 of a week beside the week before, asked for the first time, p50 / p99",
                times.told(),
                "≤ 200 ms");
    }

    private void ranking(Suite suite) throws IOException, InterruptedException {
        IntFunction<String> path = i -> "/api/v1/kpis/tenants?meter=orders&order=" + (i % 2 == 0 ? "TOP" : "DOWN");
        ask(suite, path, Math.min(200, requests));
        Table.row("the same from then on, p50 / p99", ask(suite, path, requests).told(), "≤ 200 ms");
    }

    /** Pages of 500 from one tenant to the next. */
    private void export(Suite suite, LocalDate today) throws IOException, InterruptedException {
        var times = new Sample();
        var cursor = "";
        for (var i = 0; i < 200; i++) {
            var begun = System.nanoTime();
            var page = suite.ask(
                            "GET",
                            "/api/v1/usage/export?meter=orders&limit=500&from=" + today.minusDays(30) + "T00:00:00Z&to="
                                    + today + "T00:00:00Z" + cursor,
                            null,
                            Map.of())
                    .json();
            times.addNanos(System.nanoTime() - begun);
            if (page.path("items").isEmpty()) {
                throw new IOException("a page of the export has nothing: " + page);
            }
            if (!page.path("next").isTextual()) {
                break;
            }
            cursor = "&cursor=" + page.path("next").asText();
        }
        Table.row("a page of 500 of the export of a month by day, p50 / p99", times.told(), "-");
    }

    private static Sample ask(Suite suite, IntFunction<String> path, int count)
            throws IOException, InterruptedException {
        var times = new Sample();
        for (var i = 0; i < count; i++) {
            var begun = System.nanoTime();
            var answer = suite.ask("GET", path.apply(i), null, Map.of());
            times.addNanos(System.nanoTime() - begun);
            var items = answer.json().has("items")
                    ? answer.json().path("items")
                    : answer.json().path("tenants");
            if (answer.status() != 200 || items.size() < 20) {
                throw new IOException(path.apply(i) + ": " + answer.status() + " " + answer.text());
            }
        }
        return times;
    }

    /** One of those that were made of the numbers from 1 on. */
    private String tenant(int number) {
        try {
            var text = Integer.toString(1 + number % asked);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII)))
                    .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
