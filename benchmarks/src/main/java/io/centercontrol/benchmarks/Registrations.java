package io.centercontrol.benchmarks;

import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Registrations over HTTP beside the same rows written by pgbench. */
@Command(name = "registrations", header = "Registrations a second, beside the same rows written by pgbench.")
final class Registrations implements Callable<Integer> {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    @Option(names = "--seconds", defaultValue = "30", description = "Of each. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "180",
            description = "Seconds, until the compiler is done. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--clients", defaultValue = "8", description = "Of each. Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Override
    public Integer call() throws Exception {
        try (var suite = Suite.whole()) {
            Suite.say("warming up");
            for (var done = 0; done < warmUp; done += 10) {
                Suite.say("%.0f /s".formatted(register(suite, Math.min(10, warmUp - done))));
            }
            Suite.say("registering for %d s with %d clients".formatted(seconds, clients));
            var rate = register(suite, seconds);
            var script = script(suite);
            Suite.say("pgbench, the same rows, for %d s with %d clients".formatted(seconds, clients));
            var floor = pgbench(suite, script);
            Table.begin();
            Table.row("registrations over HTTP, beside pgbench", rate, floor, "/s", "≥ half of it");
        }
        return 0;
    }

    private double register(Suite suite, int length) throws InterruptedException, ExecutionException {
        var begun = System.nanoTime();
        var end = begun + Duration.ofSeconds(length).toNanos();
        var done = 0L;
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (Future<Long> count : threads.invokeAll(Collections.nCopies(clients, registerUntil(suite, end)))) {
                done += count.get();
            }
        }
        return done * 1e9 / (System.nanoTime() - begun);
    }

    private static Callable<Long> registerUntil(Suite suite, long end) {
        return () -> {
            var count = 0L;
            while (System.nanoTime() < end) {
                suite.register(Suite.newSlug());
                count++;
            }
            return count;
        };
    }

    /** What the service writes for one registration, statement by statement, with ids of its own. */
    private static Path script(Suite suite) throws IOException, InterruptedException, SQLException {
        var sample = suite.register(Suite.newSlug()).json();
        var id = sample.path("id").asText();
        var topic = suite.environment().name(Contract.TENANTS);
        try (var database = suite.environment().openDatabase()) {
            var tenant = "('00000000-0000-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid";
            var event = "('00000000-0000-7000-9000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid";
            var lines = List.of(
                    "\\set n random(1, 250000000000000)",
                    "begin;",
                    Rows.insertLike(
                                    database,
                                    "tenant",
                                    "id = '" + id + "'",
                                    Map.of("id", tenant, "event_id", event, "slug", "'f-' || :n::bigint"))
                            + ";",
                    Rows.insertLike(
                                    database,
                                    "tenant_history",
                                    "id = '" + id + "' and version = 1",
                                    Map.of("id", tenant, "event_id", event))
                            + ";",
                    "insert into outbox (id, aggregatetype, aggregateid, type, tenant_id, version, source, time, payload)"
                            + " values (" + event + ", '" + topic + "', '" + id + "', 'floor', '" + id
                            + "', '1', 'bench', '', decode(repeat('00', 500), 'hex'));",
                    "end;");
            var file = Files.createTempFile("center-control-bench", ".sql");
            return Files.write(file, lines);
        }
    }

    private double pgbench(Suite suite, Path script) throws IOException, InterruptedException {
        var database = suite.environment().database();
        var command = List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=2",
                "--time=" + seconds,
                "--file=" + script,
                "--host=127.0.0.1",
                "--port=" + suite.environment().addresses().postgres(),
                "--username=" + database,
                database);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", suite.password());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        var found = RATE.matcher(output);
        if (process.waitFor() != 0 || !found.find()) {
            throw new IOException("pgbench (Debian, Ubuntu: apt-get install postgresql-contrib) says:\n" + output);
        }
        Files.delete(script);
        return Double.parseDouble(found.group(1));
    }
}
