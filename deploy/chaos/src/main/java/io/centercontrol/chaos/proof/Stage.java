package io.centercontrol.chaos.proof;

import io.centercontrol.chaos.Scene;
import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Outcome;
import io.centercontrol.chaos.history.Subject;
import io.centercontrol.chaos.load.Rest;
import io.centercontrol.chaos.load.Wish;
import io.centercontrol.chaos.observe.Access;
import io.centercontrol.chaos.suite.Suite;
import io.centercontrol.parts.HttpUser;
import io.centercontrol.parts.PartsHome;
import io.centercontrol.parts.wiring.JsonHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/** What a seeded fault works with: a tenant, an operator who changes it, and every right of an outsider. */
final class Stage {
    private static final String REGISTRY = "tenant-registry";
    private static final String DATABASE = "tenant_registry";
    private static final String FIGURES = "metrics_ingest";
    private static final String TRAIL = "audit_service";
    private static final String ALTERED = "storefront-1";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PROOF = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 200;

    private final Scene scene;
    private final Access access;
    private final Rest rest = new Rest();
    private final UUID tenant;

    Stage(Scene scene) {
        this.scene = scene;
        this.access = new Access(scene.suite());
        this.tenant = scene.beliefs().ids().getFirst();
    }

    UUID tenant() {
        return tenant;
    }

    Forger forger() {
        return new Forger(access);
    }

    /** The tenant's newest version, as the operator knows it. */
    long version() {
        return Objects.requireNonNull(scene.beliefs().belief(tenant)).version();
    }

    /** Renames the tenant; it must work. */
    void rename() throws IOException, InterruptedException {
        demand(scene.operators().rename(tenant, version()));
    }

    /** A move of the tenant's life; it must work. */
    Wish move(String verb) throws IOException, InterruptedException {
        var wish = scene.operators().move(tenant, verb);
        demand(wish);
        return wish;
    }

    /** Asks, and demands that it is acknowledged. */
    Entry.Answered demand(Wish wish) throws IOException, InterruptedException {
        var answer = scene.operators().ask(rest, 0, wish);
        if (answer.outcome() != Outcome.ACKNOWLEDGED) {
            throw new IOException("not acknowledged: " + answer);
        }
        return answer;
    }

    /** Asks somebody who may lie to suspend the tenant. */
    void askElsewhere(String url) throws InterruptedException {
        scene.operators().ask(rest, 0, scene.operators().move(tenant, "suspend"), url);
    }

    /** Runs statements in the registry's database as PostgreSQL's superuser. */
    void sql(String... statements) throws SQLException {
        try (var connection = access.database(DATABASE);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Suspends the tenant, waits until the ledger says that nobody serves it, and orders everywhere. */
    void suspendAndOrder() throws IOException, InterruptedException, SQLException {
        var answer = demand(scene.operators().move(tenant, "suspend"));
        var event = Objects.requireNonNull(answer.eventId());
        if (!scene.ledger().prove(Subject.tenant(tenant), event, PROOF)) {
            throw new IOException("the ledger does not prove " + event);
        }
        // One that has just begun may be slow with its first answer, and what is not answered shows nothing.
        until(
                "every instance has decided",
                () -> scene.customers().orderEverywhere(tenant).stream()
                        .noneMatch(decided -> decided.decision() == Entry.Decision.UNKNOWN));
    }

    /** Starts the first storefront anew with one class of its SDK bent. */
    void alter(String type, AlteredApp.Bend bend) throws IOException, InterruptedException, SQLException {
        var suite = scene.suite();
        var built = PartsHome.locate().root().resolve("examples/storefront/target/quarkus-app");
        suite.alter(ALTERED, AlteredApp.make(built, altered(), type, bend));
        restart(suite);
    }

    /** Starts the first storefront anew as it was built, if it is not. */
    static void restore(Suite suite) throws IOException, InterruptedException, SQLException {
        if (suite.restore(ALTERED)) {
            restart(suite);
        }
    }

    /** Does something whose events never come into the outbox. */
    void swallow(Doing doing) throws IOException, InterruptedException, SQLException {
        sql(
                "create function swallow() returns trigger language plpgsql as $$ begin return null; end $$",
                "create trigger swallow before insert on outbox for each row when (new.aggregateid = '" + tenant
                        + "') execute function swallow()");
        try {
            doing.happen();
        } finally {
            sql("drop function swallow cascade");
        }
    }

    /** Whatever is done, this version of the tenant never comes into the outbox. */
    void swallow(long version) throws SQLException {
        sql(
                "create function swallow_for_good() returns trigger language plpgsql as $$ begin return null; end $$",
                "create trigger swallow_for_good before insert on outbox for each row when (new.aggregateid = '"
                        + tenant + "' and new.version = '" + version + "') execute function swallow_for_good()");
    }

    /** Waits until the audit trail has this version of the tenant. */
    void awaitAudited(long version) throws IOException, InterruptedException, SQLException {
        until("version " + version + " is in the audit trail", () -> {
            try (var connection = access.database(TRAIL);
                    var statement = connection.prepareStatement("select 1 from entry where key = ? and version = ?")) {
                statement.setString(1, tenant.toString());
                statement.setLong(2, version);
                try (var rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /** Deletes the tenant's entry of this version. */
    void takeOut(long version) throws SQLException {
        try (var connection = access.database(TRAIL);
                var statement = connection.prepareStatement("delete from entry where key = ? and version = ?")) {
            statement.setString(1, tenant.toString());
            statement.setLong(2, version);
            statement.executeUpdate();
        }
    }

    /** An order is placed, and counted twice. */
    void countTwice() throws IOException, InterruptedException, SQLException {
        until(
                "an order is let through",
                () -> scene.customers().orderEverywhere(tenant).stream()
                        .anyMatch(decided -> decided.decision() == Entry.Decision.ALLOWED));
        until("it is counted", () -> {
            try (var connection = access.database(FIGURES);
                    var statement = connection.prepareStatement(
                            "update usage_minute set total = total * 2 where meter = 'orders' and tenant_id = ?")) {
                statement.setObject(1, tenant);
                return statement.executeUpdate() > 0;
            }
        });
    }

    /** Stops the connector and drops its slot: what is committed from now on is in no log. */
    void dropSlot() throws IOException, InterruptedException, SQLException {
        connector("PUT", "stop");
        until("the slot is free", () -> !scene.suite().databases().isStreamed(DATABASE));
        scene.suite().databases().dropSlot(DATABASE);
    }

    /** Lets the connector go on, which makes its slot anew: it begins now. */
    void makeSlot() throws IOException, InterruptedException, SQLException {
        connector("PUT", "resume");
        until("the slot is read", () -> scene.suite().databases().isStreamed(DATABASE));
    }

    private void connector(String method, String what) throws IOException, InterruptedException {
        var answer = new JsonHttp()
                .send(
                        method,
                        scene.suite().addresses().connectUrl() + "/connectors/" + REGISTRY + "/" + what,
                        null,
                        HttpUser.ofConnect(scene.suite().folders().secrets()).header());
        if (answer.status() >= 300) {
            throw new IOException("the connector does not take " + method + " " + what + ": " + answer);
        }
    }

    private static void restart(Suite suite) throws IOException, InterruptedException, SQLException {
        var before = suite.pid(ALTERED);
        suite.restart(ALTERED);
        until(ALTERED + " is back", () -> {
            var pid = suite.pid(ALTERED);
            return pid != 0 && pid != before && suite.ready(ALTERED);
        });
    }

    private Path altered() {
        return scene.suite().folders().home().resolve("altered/" + ALTERED);
    }

    private static void until(String what, Condition condition) throws IOException, InterruptedException, SQLException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(PATIENCE.toMinutes() + " minutes are over before " + what);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** What can go wrong like everything here. */
    interface Doing {
        void happen() throws IOException, InterruptedException;
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException, SQLException;
    }
}
