package io.centercontrol.parts.wiring;

import io.centercontrol.parts.Postgres;
import io.centercontrol.parts.Secrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Databases and roles. Each service owns one database and can't even connect to another one. */
public final class Databases {
    /** The role that connectors read the write-ahead log with. */
    public static final String CONNECTOR_ROLE = "debezium";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final Addresses addresses;
    private final Secrets secrets;

    public Databases(Addresses addresses) {
        this.addresses = addresses;
        this.secrets = new Secrets(addresses.secrets());
    }

    /** A database and a role of the same name that owns it and may log in. */
    public void create(String name) throws SQLException {
        try (var connection = superuser("postgres")) {
            role(connection, CONNECTOR_ROLE, "replication", secrets.forConnectors());
            role(connection, name, "noreplication", secrets);
            // What hangs may not hold locks, and with them everybody else, for ever.
            execute(connection, "alter role " + name + " set statement_timeout = '60s'");
            execute(connection, "alter role " + name + " set idle_in_transaction_session_timeout = '120s'");
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                execute(connection, "create database " + name + " owner " + name);
            }
            for (var database : List.of(name, "postgres", "template1")) {
                execute(connection, "revoke all on database " + database + " from public");
            }
            execute(connection, "grant connect on database " + name + " to " + CONNECTOR_ROLE);
        }
    }

    /**
     * Makes the replication slot that the database's connector will read from. Done before the service can commit its first
     * event: what is committed from now on waits in the log, however much later the connector comes.
     */
    public void keepLog(String name) throws SQLException {
        var slot = "cc_" + checked(name);
        try (var connection = superuser(name)) {
            if (!exists(connection, "select 1 from pg_replication_slots where slot_name = ?", slot)) {
                execute(connection, "select pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
            }
        }
    }

    /** Removes a database, its replication slots and its role, whoever is connected to it. */
    public void drop(String name) throws SQLException, InterruptedException {
        try (var connection = superuser("postgres")) {
            dropSlots(connection, name);
            execute(connection, "drop database if exists " + checked(name) + " with (force)");
            execute(connection, "drop role if exists " + name);
        }
    }

    /** Drops a database's replication slot once, whoever reads it: what is committed from now on is in no log. */
    public void dropSlot(String name) throws SQLException, InterruptedException {
        try (var connection = superuser("postgres")) {
            for (var attempt = 0; attempt < 100 && !dropIdleSlots(connection, checked(name)); attempt++) {
                Thread.sleep(20);
            }
        }
    }

    /** Whether the migration of the database's service has made the publication that a connector needs. */
    public boolean hasPublication(String database, String publication) throws SQLException {
        try (var connection = superuser(checked(database))) {
            return exists(connection, "select 1 from pg_publication where pubname = ?", publication);
        }
    }

    /** Whether a connector reads the database's log now: from here on no committed row can be missed. */
    public boolean isStreamed(String database) throws SQLException {
        try (var connection = superuser("postgres")) {
            return exists(
                    connection, "select 1 from pg_replication_slots where database = ? and active", checked(database));
        }
    }

    /** The databases whose log a connector reads now. */
    public Set<String> streamed() throws SQLException {
        try (var connection = superuser("postgres");
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select distinct database from pg_replication_slots where active and database is not null")) {
            var streamed = new HashSet<String>();
            while (found.next()) {
                streamed.add(found.getString(1));
            }
            return streamed;
        }
    }

    /** A connection as the database's owner. */
    public Connection owner(String name) throws SQLException {
        return DriverManager.getConnection(addresses.jdbc(checked(name)), name, secrets.password(name));
    }

    /** The owner's password. */
    public String password(String name) {
        return secrets.password(name);
    }

    private static void role(Connection connection, String name, String attribute, Secrets secrets)
            throws SQLException {
        var verb = exists(connection, "select 1 from pg_roles where rolname = ?", checked(name)) ? "alter" : "create";
        // The password holds letters and digits only, so it can stand in the statement.
        execute(
                connection,
                verb + " role " + name + " login nosuperuser nocreatedb nocreaterole nobypassrls " + attribute
                        + " password '" + secrets.password(name) + "'");
    }

    private static void dropSlots(Connection connection, String database) throws SQLException, InterruptedException {
        // A slot stays active for a moment after its connector is gone.
        for (var attempt = 0; attempt < 100; attempt++) {
            dropIdleSlots(connection, checked(database));
            if (!exists(connection, "select 1 from pg_replication_slots where database = ?", database)) {
                return;
            }
            Thread.sleep(100);
        }
    }

    /** Ends whoever reads a slot, and drops those that nobody reads; whether there was one. */
    private static boolean dropIdleSlots(Connection connection, String database) throws SQLException {
        exists(
                connection,
                "select pg_terminate_backend(active_pid) from pg_replication_slots where database = ? and active",
                database);
        return exists(
                connection,
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = ? and not active",
                database);
    }

    private Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(
                addresses.jdbc(database), Postgres.SUPERUSER, secrets.password(Postgres.SUPERUSER));
    }

    private static boolean exists(Connection connection, String query, String argument) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, argument);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    // Names go into statements as they are.
    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name for a database: " + name);
        }
        return name;
    }
}
