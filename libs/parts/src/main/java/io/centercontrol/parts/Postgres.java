package io.centercontrol.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL. It refuses to run as root, so root starts it in a user namespace of its own, in which it is nobody; that
 * needs no other user on the machine.
 */
public final class Postgres implements Part {
    public static final String SUPERUSER = "postgres";

    /**
     * A service comes to its own database alone, which is called as its role. There is no line for physical replication: it
     * would copy everything, and the connectors' role needs only the logical one.
     */
    private static final String WHO_MAY_COME = """
            # Written at every start; changes here are lost.
            # TYPE  DATABASE  USER      ADDRESS       METHOD
            host    all       postgres  127.0.0.1/32  scram-sha-256
            host    all       debezium  127.0.0.1/32  scram-sha-256
            host    sameuser  all       127.0.0.1/32  scram-sha-256
            """;

    private final PartsHome home;
    private final Folders folders;
    private final Secrets secrets;
    private final int port;

    public Postgres(PartsHome home, Folders folders, int port) {
        this.home = home;
        this.folders = folders;
        this.secrets = new Secrets(folders.secrets());
        this.port = port;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("sql", port);
    }

    @Override
    public Launch launch() throws IOException, InterruptedException {
        var binaries = PostgresBinaries.unpack(home.postgres());
        var data = folders.data("postgres");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(binaries, data);
        }
        Settings.write(data.resolve("pg_hba.conf"), WHO_MAY_COME);
        var command = asNobody();
        command.add(binaries.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", data.toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        // SIGINT is PostgreSQL's "fast" end: it does not wait for clients to leave.
        return new Launch(command, Map.of("TZ", "UTC"), "INT");
    }

    @Override
    public boolean ready() {
        if (!Probe.accepts(port)) {
            return false;
        }
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=2&socketTimeout=2",
                        SUPERUSER,
                        secrets.password(SUPERUSER));
                var statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException e) {
            return false;
        }
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                // Socket paths have a length limit that a deep folder breaks, and nothing here needs them.
                Map.entry("unix_socket_directories", ""),
                Map.entry("wal_level", "logical"),
                Map.entry("max_wal_senders", "32"),
                Map.entry("max_replication_slots", "32"),
                // A slot that nobody reads may not fill the disk: beyond this it is given up.
                Map.entry("max_slot_wal_keep_size", "2GB"),
                Map.entry("max_connections", "200"),
                Map.entry("shared_buffers", "32MB"),
                Map.entry("max_wal_size", "512MB"),
                Map.entry("io_method", "sync"),
                Map.entry("max_worker_processes", "4"),
                Map.entry("max_logical_replication_workers", "0"),
                Map.entry("jit", "off"),
                Map.entry("password_encryption", "scram-sha-256"),
                Map.entry("log_line_prefix", "%m [%p] %q%u@%d "),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"));
    }

    private void initialise(Path binaries, Path data) throws IOException, InterruptedException {
        demandNamespace();
        // What an interrupted first start left has no version file yet and holds nothing of worth.
        Trees.delete(data);
        Files.createDirectories(data);
        secrets.password(SUPERUSER);
        var passwordFile = Files.createTempFile(secrets.folder(), ".initdb", "");
        try {
            Files.writeString(passwordFile, secrets.password(SUPERUSER));
            var command = asNobody();
            command.addAll(List.of(
                    binaries.resolve("bin/initdb").toString(),
                    "--pgdata=" + data,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--locale=C.UTF-8",
                    "--no-sync",
                    "--no-instructions"));
            OneShot.run(command, Map.of("TZ", "UTC"), folders.log(name()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            Trees.delete(data);
            throw e;
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private void demandNamespace() throws IOException, InterruptedException {
        var command = asNobody();
        if (command.isEmpty()) {
            return;
        }
        command.add("true");
        try {
            OneShot.run(command, Map.of(), folders.log(name()));
        } catch (IOException e) {
            throw new IOException(
                    "PostgreSQL refuses to run as root, and this machine allows no user namespaces (unshare -U failed);"
                            + " run this as an ordinary user",
                    e);
        }
    }

    private static List<String> asNobody() {
        return new ArrayList<>("root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of());
    }
}
