package io.centercontrol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.parts.Postgres;
import io.centercontrol.parts.Secrets;
import io.centercontrol.parts.wiring.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each role of PostgreSQL can and, above all, cannot do. */
class DatabaseRolesIT {
    private static final String ID = UUID.randomUUID().toString().substring(0, 6);
    private static final String ONE = "roles_one_" + ID;
    private static final String OTHER = "roles_other_" + ID;
    private static final String CONNECTORS = Databases.CONNECTOR_ROLE;

    private static final Backend BACKEND = Backend.shared();
    private static final Secrets SECRETS = new Secrets(BACKEND.addresses().secrets());

    @BeforeAll
    static void prepare() throws SQLException {
        BACKEND.createDatabase(ONE);
        BACKEND.createDatabase(OTHER);
        try (var owner = owner(ONE)) {
            execute(owner, "create table outbox(id int)");
            execute(owner, "create table customer(name text)");
            execute(owner, "grant select on outbox to " + CONNECTORS);
        }
    }

    @AfterAll
    static void cleanUp() {
        BACKEND.dropDatabase(ONE);
        BACKEND.dropDatabase(OTHER);
    }

    @Test
    void lets_an_owner_into_its_own_database_and_no_other() throws SQLException {
        try (var owner = owner(ONE)) {
            assertThat(has(
                            owner,
                            "select pg_get_userbyid(datdba) = current_user from pg_database"
                                    + " where datname = current_database()"))
                    .isTrue();
        }
        for (var database : new String[] {OTHER, "postgres", "template1", "schema_registry"}) {
            assertThatThrownBy(() -> open(database, ONE, SECRETS.password(ONE)))
                    .as(database)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no pg_hba.conf entry");
            try (var superuser = superuser()) {
                // Not only the door is shut: the privilege is missing too.
                assertThat(has(
                                superuser,
                                "select has_database_privilege('" + ONE + "', '" + database + "', 'connect')"
                                        + " or has_database_privilege('" + ONE + "', '" + database + "', 'temp')"))
                        .as(database)
                        .isFalse();
            }
        }
    }

    @Test
    void gives_an_owner_no_power_over_the_cluster() throws SQLException {
        try (var owner = owner(ONE)) {
            refused(owner, "create database " + ONE + "_more", "permission denied");
            refused(owner, "create role " + ONE + "_more", "permission denied");
            refused(owner, "alter role " + OTHER + " password 'x'", "permission denied");
            refused(owner, "select pg_read_file('pg_hba.conf')", "permission denied");
            refused(owner, "copy customer from program 'id'", "permission denied");
            refused(owner, "set role " + Postgres.SUPERUSER, "permission denied");
            refused(owner, "select pg_create_logical_replication_slot('x', 'pgoutput')", "permission denied");
        }
    }

    @Test
    void lets_connectors_read_the_outbox_alone() throws SQLException {
        try (var connector = open(ONE, CONNECTORS, SECRETS.forConnectors().password(CONNECTORS))) {
            execute(connector, "select * from outbox");
            refused(connector, "select * from customer", "permission denied for table customer");
            refused(connector, "insert into outbox values (1)", "permission denied for table outbox");
            refused(connector, "delete from outbox", "permission denied for table outbox");
            refused(connector, "create table mine(id int)", "permission denied for schema public");
            refused(connector, "create role mine", "permission denied");
        }
        assertThatThrownBy(() ->
                        open("postgres", CONNECTORS, SECRETS.forConnectors().password(CONNECTORS)))
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void lets_connectors_copy_no_whole_cluster() {
        var physical = new Properties();
        physical.setProperty("user", CONNECTORS);
        physical.setProperty("password", SECRETS.forConnectors().password(CONNECTORS));
        physical.setProperty("replication", "true");
        physical.setProperty("assumeMinServerVersion", "18");
        physical.setProperty("preferQueryMode", "simple");

        assertThatThrownBy(() -> DriverManager.getConnection(BACKEND.addresses().jdbc(ONE), physical))
                .hasMessageContaining("no pg_hba.conf entry for replication");
    }

    @Test
    void asks_everyone_for_the_password() {
        assertThatThrownBy(() -> open(ONE, ONE, "wrong")).hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> open("postgres", Postgres.SUPERUSER, "wrong"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void lets_no_statement_run_for_ever() throws SQLException {
        try (var owner = owner(ONE)) {
            assertThat(has(owner, "select current_setting('statement_timeout') = '1min'"))
                    .isTrue();
            assertThat(has(owner, "select current_setting('idle_in_transaction_session_timeout') = '2min'"))
                    .isTrue();
        }
    }

    private static Connection owner(String database) throws SQLException {
        return open(database, database, SECRETS.password(database));
    }

    private static Connection superuser() throws SQLException {
        return open("postgres", Postgres.SUPERUSER, SECRETS.password(Postgres.SUPERUSER));
    }

    private static Connection open(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(BACKEND.addresses().jdbc(database), user, password);
    }

    private static void refused(Connection connection, String sql, String why) {
        assertThatThrownBy(() -> execute(connection, sql)).as(sql).hasMessageContaining(why);
    }

    private static boolean has(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
