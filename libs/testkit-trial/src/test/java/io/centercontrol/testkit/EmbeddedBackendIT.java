package io.centercontrol.testkit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.parts.HttpUser;
import io.centercontrol.parts.wiring.Databases;
import io.centercontrol.parts.wiring.JsonHttp;
import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An outbox row's way through real parts: its bytes and headers arrive as they were written. */
class EmbeddedBackendIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String SERVICE = "tenant-registry";
    private static final String DATABASE =
            "backend_" + UUID.randomUUID().toString().substring(0, 6);
    private static final String PREFIX = DATABASE + ".";
    private static final Access ACCESS = new Access(PREFIX);
    private static final String CONNECTOR = ACCESS.connector(SERVICE);
    private static final String TOPIC = PREFIX + Contract.TENANTS.name();

    private static final Backend BACKEND = Backend.shared();

    @BeforeAll
    static void prepare() throws SQLException {
        BACKEND.createDatabase(DATABASE);
        BACKEND.keepLog(DATABASE);
        BACKEND.createTopics(List.of(Contract.TENANTS), PREFIX);
        execute("create table outbox(id uuid not null, aggregatetype text not null, aggregateid text not null,"
                + " type text not null, tenant_id text, version text not null, source text not null,"
                + " time text not null, traceparent text, payload bytea, specversion text not null default '1.0',"
                + " tracestate text, no bigint generated always as identity primary key,"
                + " lsn pg_lsn not null default pg_current_wal_insert_lsn())");
        execute("create publication cc_outbox for table outbox");
        execute("grant select, delete on outbox to debezium");
        assertThat(BACKEND.hasPublication(DATABASE)).isTrue();
        write("before the connector", new byte[] {1}, null);
        BACKEND.allow(ACCESS, List.of());
        BACKEND.addConnector(SERVICE, ACCESS, DATABASE);
    }

    @AfterAll
    static void cleanUp() {
        BACKEND.removeConnector(CONNECTOR);
        BACKEND.dropDatabase(DATABASE);
        BACKEND.forget(ACCESS);
    }

    @Test
    void carries_bytes_and_headers() throws SQLException {
        var payload = new byte[] {0, 0, 0, 0, 7, (byte) 0xff, (byte) 0x80, 0};
        var id = write("tenant-1", payload, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        try (var reader = new TopicReader(BACKEND.addresses().kafkaAdmin(), TOPIC)) {
            var record = reader.await(candidate -> candidate.key().equals("tenant-1"), BOUND);

            assertThat(record.value()).isEqualTo(payload);
            assertThat(TopicReader.headers(record))
                    .containsOnly(
                            entry("ce_specversion", "1.0"),
                            entry("ce_id", id.toString()),
                            entry("ce_type", "tenant.registered"),
                            entry("ce_source", "/tenant-registry"),
                            entry("ce_subject", "tenant-1"),
                            entry("ce_time", "2026-01-02T03:04:05Z"),
                            entry("tenant-id", "tenant-1"),
                            entry("version", "12"),
                            entry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        }
    }

    @Test
    void carries_what_was_committed_before_the_connector_came() {
        try (var reader = new TopicReader(BACKEND.addresses().kafkaAdmin(), TOPIC)) {
            var record = reader.await(candidate -> candidate.key().equals("before the connector"), BOUND);

            assertThat(record.value()).containsExactly(1);
        }
    }

    @Test
    void turns_a_missing_payload_into_a_tombstone() throws SQLException {
        write("tenant-2", null, null);

        try (var reader = new TopicReader(BACKEND.addresses().kafkaAdmin(), TOPIC)) {
            var record = reader.await(candidate -> candidate.key().equals("tenant-2"), BOUND);

            assertThat(record.value()).isNull();
            assertThat(TopicReader.headers(record))
                    .containsEntry("version", "12")
                    .doesNotContainKey("traceparent");
        }
    }

    @Test
    void tells_no_secret_by_connects_rest() throws Exception {
        var http = new JsonHttp();
        var secrets = BACKEND.addresses().secrets();
        var connect = BACKEND.addresses().connectUrl();
        var logIn = HttpUser.ofConnect(secrets).header();
        var stolen = Map.of(
                "connector.class",
                "io.debezium.connector.postgresql.PostgresConnector",
                "name",
                "stolen",
                "topic.prefix",
                "${file:" + secrets.resolve("kafka-admin.properties") + ":password}",
                "database.hostname",
                "${file:" + secrets.resolve("postgres.properties") + ":password}");

        var told = List.of(
                http.send("GET", connect + "/connectors/" + CONNECTOR + "/config", null, logIn),
                http.send("GET", connect + "/connectors/" + CONNECTOR + "/tasks", null, logIn),
                http.send("GET", connect + "/connectors?expand=info&expand=status", null, logIn),
                http.send("PUT", connect + "/connector-plugins/PostgresConnector/config/validate", stolen, logIn));

        assertThat(told.getFirst().text()).contains("ScramLoginModule", "${file:");
        assertThat(told).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(passwords(secrets)).hasSizeGreaterThan(8).noneMatch(answer.text()::contains);
        });
    }

    @Test
    void answers_nobody_who_does_not_log_in() throws Exception {
        var http = new JsonHttp();
        var addresses = BACKEND.addresses();
        var reader = HttpUser.ofRegistryReader(addresses.secrets()).header();
        var onboarding = HttpUser.ofRegistryOnboarding(addresses.secrets()).header();
        var schema = Map.of("schema", "\"string\"");
        var versions = addresses.registryUrl() + "/subjects/" + PREFIX + "made/versions";
        var rule = Map.of("compatibility", "NONE");

        assertThat(http.send("GET", addresses.connectUrl() + "/connectors", null, Map.of())
                        .status())
                .isEqualTo(401);
        assertThat(http.send("PUT", addresses.connectUrl() + "/connectors/x/config", Map.of(), reader)
                        .status())
                .isEqualTo(401);
        assertThat(http.send("GET", addresses.registryUrl() + "/subjects", null, Map.of())
                        .status())
                .isEqualTo(401);
        assertThat(http.send("GET", addresses.registryUrl() + "/subjects", null, reader)
                        .status())
                .isEqualTo(200);
        assertThat(http.send("POST", versions, schema, reader).status()).isEqualTo(403);
        assertThat(http.send("POST", versions, schema, onboarding).status()).isEqualTo(200);
        assertThat(http.send("PUT", addresses.registryUrl() + "/config", rule, onboarding)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void every_subject_says_what_it_demands_of_its_next_version() throws Exception {
        var reader = HttpUser.ofRegistryReader(BACKEND.addresses().secrets()).header();
        var asked = BACKEND.addresses().registryUrl() + "/config/" + PREFIX + Contract.TENANTS.subject();

        assertThat(new JsonHttp().send("GET", asked, null, reader).text()).contains("FULL_TRANSITIVE");
    }

    private static List<String> passwords(Path secrets) throws IOException {
        try (var files = Files.walk(secrets)) {
            return files.filter(file -> file.toString().endsWith(".properties"))
                    .map(EmbeddedBackendIT::password)
                    .toList();
        }
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip().substring("password=".length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UUID write(String key, byte @Nullable [] payload, @Nullable String traceparent) throws SQLException {
        var id = UUID.randomUUID();
        try (var connection = new Databases(BACKEND.addresses()).owner(DATABASE)) {
            try (var insert = connection.prepareStatement("insert into outbox values (?,?,?,?,?,?,?,?,?,?)")) {
                insert.setObject(1, id);
                insert.setString(2, TOPIC);
                insert.setString(3, key);
                insert.setString(4, "tenant.registered");
                insert.setString(5, key);
                insert.setString(6, "12");
                insert.setString(7, "/tenant-registry");
                insert.setString(8, "2026-01-02T03:04:05Z");
                insert.setString(9, traceparent);
                insert.setBytes(10, payload);
                insert.executeUpdate();
            }
        }
        return id;
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = new Databases(BACKEND.addresses()).owner(DATABASE);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
