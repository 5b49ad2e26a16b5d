package io.centercontrol.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.postgresql.PGConnection;

/** The rows of the trail: counted, written again by hand for a floor, and made many. */
final class AuditRows {
    private static final List<String> TABLES =
            List.of("entry", "entry_target", "sealed_part", "log_leaf", "log_tile", "log_checkpoint", "stream");
    private static final List<String> WRITTEN = List.of("log_leaf", "entry", "entry_target", "sealed_part");
    private static final List<String> ACTIONS = List.of(
            "tenant.suspended",
            "tenant.reinstated",
            "tenant.renamed",
            "flag.changed",
            "flag.enabled",
            "flag.killed",
            "plan.published",
            "plan.revised",
            "subscription.changed",
            "limit.set");
    private static final List<String> SERVICES =
            List.of("tenant-registry", "plan-service", "flag-service", "provisioning-service");
    private static final int TENANTS = 100_000;
    private static final int CHUNK = 500_000;
    private static final int DAYS = 400;
    private static final Instant END = Instant.now().truncatedTo(ChronoUnit.DAYS);

    private final Connection database;

    AuditRows(Connection database) throws SQLException {
        this.database = database;
        run("set statement_timeout = 0");
        run("set synchronous_commit = off");
    }

    static String action(long number) {
        return ACTIONS.get((int) (number % ACTIONS.size()));
    }

    static String service(long number) {
        return SERVICES.get((int) (number % SERVICES.size()));
    }

    static String tenant(long number) {
        return "00000000-0000-7000-8000-%012x".formatted(number % TENANTS);
    }

    static String hour(long number) {
        var from = END.minus(number % (DAYS * 24 - 2) + 2, ChronoUnit.HOURS);
        return "from=" + from + "&to=" + from.plus(1, ChronoUnit.HOURS);
    }

    static String month(long number) {
        var from = END.minus(30 + number % 300, ChronoUnit.DAYS);
        return "from=" + from + "&to=" + from.plus(30, ChronoUnit.DAYS);
    }

    /** How many entries there are. */
    long size() throws SQLException {
        return number("select size from log_head");
    }

    void analyze() throws SQLException {
        run("vacuum analyze");
    }

    /** Of all that is kept of the entries. */
    long bytes() throws SQLException {
        var sum = 0L;
        for (var table : TABLES) {
            sum += number("select coalesce(sum(pg_total_relation_size(relid)), 0) from pg_partition_tree('" + table
                    + "') where isleaf");
        }
        return sum;
    }

    /** How many entries a second can be written by hand: the same rows, with the same indexes, hashed and signed by nobody. */
    record Copied(double byCopy, double byInsert) {}

    Copied copied() throws SQLException, IOException {
        var entries = number("select count(*) from entry");
        return new Copied(entries * 1e9 / twice(false), entries * 1e9 / twice(true));
    }

    private long twice(boolean byInsert) throws SQLException, IOException {
        run("set synchronous_commit = on");
        run("drop schema if exists twin cascade");
        run("create schema twin");
        var took = 0L;
        for (var table : WRITTEN) {
            run("create table twin." + table + " (like public." + table + " including all)");
            took += byInsert ? insert(table) : copy(table);
        }
        run("drop schema twin cascade");
        run("set synchronous_commit = off");
        return took;
    }

    private long copy(String table) throws SQLException, IOException {
        var copies = database.unwrap(PGConnection.class).getCopyAPI();
        var rows = new ByteArrayOutputStream();
        copies.copyOut("copy (select * from public." + table + ") to stdout (format binary)", rows);
        var bytes = new ByteArrayInputStream(rows.toByteArray());
        var begun = System.nanoTime();
        copies.copyIn("copy twin." + table + " from stdin (format binary)", bytes);
        return System.nanoTime() - begun;
    }

    /** In the form in which the trail writes: a statement of 500 rows as JSON, a transaction each. */
    private long insert(String table) throws SQLException {
        var parts = new ArrayList<String>();
        try (var statement = database.createStatement();
                var found = statement.executeQuery(
                        "select cast(jsonb_agg(to_jsonb(r)) as text) from (select t.*, row_number() over () as n"
                                + " from public." + table + " t) r group by n / 500")) {
            while (found.next()) {
                parts.add(found.getString(1));
            }
        }
        var begun = System.nanoTime();
        try (var statement = database.prepareStatement("insert into twin." + table + " select * from"
                + " jsonb_populate_recordset(null::twin." + table + ", cast(? as jsonb))")) {
            for (var part : parts) {
                statement.setString(1, part);
                statement.executeUpdate();
            }
        }
        return System.nanoTime() - begun;
    }

    /** Rows of so many entries more, spread over tenants, people, actions and time. Of leaves there are none: no search reads them. */
    void multiply(int count) throws SQLException {
        for (var month = YearMonth.from(END.minus(DAYS, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC));
                !month.isAfter(YearMonth.from(END.atOffset(ZoneOffset.UTC)));
                month = month.plusMonths(1)) {
            for (var category : List.of("change", "billing")) {
                run(
                        "create table if not exists sealed_part_%s_%04d_%02d partition of sealed_part_%1$s for values from ('%s-01T00:00:00Z') to ('%s-01T00:00:00Z')"
                                .formatted(
                                        category, month.getYear(), month.getMonthValue(), month, month.plusMonths(1)));
            }
        }
        var indexes = dropIndexes();
        var base = size() + 1_000;
        for (var done = 0; done < count; done += CHUNK) {
            var from = base + done;
            var to = base + Math.min(count, done + CHUNK) - 1;
            fill(from, to);
            Suite.say("%,d".formatted(to - base + 1));
        }
        months();
        for (var index : indexes) {
            run(index);
        }
        run("vacuum analyze");
    }

    private void fill(long from, long to) throws SQLException {
        var when = "timestamptz '%s' - interval '%d days' + interval '1 second' * ((g * %d.0 / %d)::bigint %% %d)"
                .formatted(END, DAYS, DAYS * 86_400L, 10_000_000, DAYS * 86_400L);
        var seeds = " from (select g, %s as at, abs(hashint8(g)) as h from generate_series(%d, %d) g) s"
                .formatted(when, from, to);
        var actions = array(ACTIONS);
        run(
                "insert into entry (index, event_id, topic, key, version, happened_at, recorded_at, action, category, outcome, service,"
                        + " tenant_id, correlation_id, trace_id) select g, gen_random_uuid(), 'cc.tenants.v1', 'k-' || g % "
                        + TENANTS
                        + ", g, at, at, (" + actions
                        + ")[1 + h % 10], case when h % 10 between 6 and 8 then 'BILLING' else 'CHANGE' end,"
                        + " case when h % 97 = 0 then 'REFUSED' else 'DONE' end, (" + array(SERVICES) + ")[1 + h % 4],"
                        + " ('00000000-0000-7000-8000-' || lpad(to_hex(h % " + TENANTS
                        + "), 12, '0'))::uuid, 'c-' || g / 3, md5((g / 5)::text)"
                        + seeds);
        run("insert into entry_target (id, type, index) select 'target-' || g % 3000000, 'tenant', g" + seeds);
        run("insert into sealed_part (category, recorded_at, index, happened_at, tenant_id, actor, parts, words) select"
                + " case when h % 10 between 6 and 8 then 'BILLING' else 'CHANGE' end, at, g, at,"
                + " ('00000000-0000-7000-8000-' || lpad(to_hex(h % " + TENANTS
                + "), 12, '0'))::uuid, 'user-' || h % 500,"
                + " jsonb_build_object('actor', jsonb_build_object('salt', md5(g::text) || md5(h::text), 'value', '{\"id\":\"user-' || h % 500 || '\"}'),"
                + " 'reason', jsonb_build_object('salt', md5(h::text) || md5(g::text), 'value', '\"because of ticket ' || g || '\"')),"
                + " to_tsvector('simple', 'because of ticket thousandth' || h % 1000 || ' word' || g % 1000000 || ' user-' || h % 500)"
                + seeds);
    }

    /** As the service keeps them while it writes. */
    private void months() throws SQLException {
        run("delete from trail_month");
        run("insert into trail_month (month, first_index, last_index, earliest, latest)"
                + " select cast(date_trunc('month', timezone('UTC', recorded_at)) as date), min(index), max(index),"
                + " min(happened_at), max(happened_at) from entry group by 1");
    }

    private static String array(List<String> values) {
        return "array['" + String.join("','", values) + "']";
    }

    /** An index over all is made faster than it grows. */
    private List<String> dropIndexes() throws SQLException {
        var found = new HashMap<String, String>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "select i.indexname, i.indexdef from pg_indexes i where i.schemaname = 'public'"
                                + " and i.tablename in ('entry', 'entry_target', 'sealed_part') and i.indexdef not like '%UNIQUE%'")) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        for (var index : found.keySet()) {
            run("drop index " + index);
        }
        return found.values().stream()
                .map(text -> text.replace(" ON ONLY ", " ON "))
                .toList();
    }

    private void run(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (var statement = database.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
