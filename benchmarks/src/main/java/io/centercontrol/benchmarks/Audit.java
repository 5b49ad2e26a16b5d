package io.centercontrol.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.parts.wiring.JsonHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.zip.ZipFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The audit trail: appending, finding, searching, and taking home what proves it. */
@Command(
        name = "audit",
        header = "Append to the audit trail, search 10,000,000 entries of it, take evidence of 10,000 home.")
final class Audit implements Callable<Integer> {
    private static final int RATE = 50;
    private static final int SECONDS = 30;
    private static final int BUNDLE = 10_000;
    private static final int BUNDLES = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Option(
            names = "--appended",
            defaultValue = "200000",
            description = "Entries that are appended. Default: ${DEFAULT-VALUE}.")
    private int appended;

    @Option(
            names = "--searched",
            defaultValue = "10000000",
            description = "Entries that are searched. Default: ${DEFAULT-VALUE}.")
    private int searched;

    @Option(
            names = "--requests",
            defaultValue = "300",
            description = "Searches of each kind. Default: ${DEFAULT-VALUE}.")
    private int requests;

    @Option(names = "--clients", defaultValue = "2", description = "Who search at once. Default: ${DEFAULT-VALUE}.")
    private int clients;

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public Integer call() throws Exception {
        try (var suite = Suite.parts("audit-service");
                var database = suite.environment().openDatabase()) {
            Suite.say("telling %,d events".formatted(appended));
            var events = new AuditEvents(suite.environment());
            events.tell(suite.kafka(), appended);
            Suite.say("starting the audit-service, which hears them");
            suite.start(List.of("-Xmx512m"));
            var rows = new AuditRows(database);
            var heard = append(suite, rows);
            rows.analyze();
            var copied = rows.copied();
            Table.begin();
            Table.row(
                    "entries appended, kept, hashed and signed, beside COPY of the same rows",
                    heard.rate(),
                    copied.byCopy(),
                    "/s",
                    "≥ 10,000 /s");
            Table.row("the same, beside INSERT of 500 rows at a time", heard.rate(), copied.byInsert(), "/s", "-");
            Table.row(
                    "bytes on disk for each entry, with all indexes",
                    Table.number(rows.bytes() * 1.0 / rows.size()),
                    "-");
            Table.row(
                    "memory of the process (RSS), after a tenth and at the end",
                    "%d and %d MB".formatted(heard.first() >> 20, heard.last() >> 20),
                    "flat");
            suite.environment().awaitConnected();
            found(suite, events);
            evidence(suite);
            search(suite, rows);
        }
        return 0;
    }

    private record Heard(double rate, long first, long last) {}

    /** From the first tenth to the end, so that the start is not counted. */
    private Heard append(Suite suite, AuditRows rows) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var tenth = 0L;
        var at = 0L;
        var rss = 0L;
        while (true) {
            var size = rows.size();
            if (at == 0 && size >= appended / 10) {
                at = System.nanoTime();
                tenth = size;
                rss = memory(suite.process());
            }
            if (size >= appended) {
                return new Heard((size - tenth) * 1e9 / (System.nanoTime() - at), rss, memory(suite.process()));
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("only " + size + " entries were heard");
            }
            Thread.sleep(20);
        }
    }

    private static long memory(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    /**
     * From the commit in a service's outbox to where an auditor finds it: Debezium, Kafka, the trail, and its search. One auditor looks
     * again and again.
     */
    private void found(Suite suite, AuditEvents events) throws Exception {
        var times = new Sample();
        var open = new ConcurrentHashMap<String, Long>();
        var over = new AtomicBoolean();
        var auditor = Thread.ofPlatform().start(() -> {
            while (!over.get() || !open.isEmpty()) {
                for (var target : newest(suite)) {
                    var begun = open.remove(target);
                    if (begun != null) {
                        times.addNanos(System.nanoTime() - begun);
                    }
                }
                sleep();
            }
        });
        try (var database = suite.environment().openDatabase()) {
            Pace.keep(
                    RATE,
                    SECONDS,
                    number -> {
                        synchronized (database) {
                            events.commit(database, "found-" + number, number + 1);
                            open.put("found-" + number, System.nanoTime());
                        }
                    },
                    () -> {});
        }
        over.set(true);
        if (!auditor.join(Duration.ofSeconds(30))) {
            throw new IOException(open.size() + " were never found");
        }
        Table.row("from commit to found by search, %d a second, p50 / p99".formatted(RATE), times.told(), "p99 ≤ 1 s");
    }

    private static List<String> newest(Suite suite) {
        try {
            var items = suite.ask("GET", "/api/v1/audit/entries?limit=200&service=bench-found", null, Map.of())
                    .json()
                    .path("items");
            return items.findValuesAsText("id");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void evidence(Suite suite) throws Exception {
        var made = new Sample();
        var byJava = new Sample();
        var byPage = new Sample();
        var key = JsonHttp.JSON.convertValue(
                suite.ask("GET", "/tlog/keys", null, Map.of()).json().path("keys"),
                new TypeReference<List<String>>() {});
        var folder = Files.createTempDirectory("center-control-bench");
        for (var at = 0; at < BUNDLES; at++) {
            var begun = System.nanoTime();
            var bundle = bundle(suite, folder, at);
            made.addNanos(System.nanoTime() - begun);
            byJava.addNanos(Verification.byJava(folder, bundle, key));
            byPage.addNanos(Verification.byPage(folder, bundle, key));
        }
        Table.row("a bundle of %,d of %,d entries made, p50 / most".formatted(BUNDLE, appended), told(made), "≤ 5 s");
        Table.row(
                "the same verified by java Verify.java, a process of its own that compiles it first",
                told(byJava),
                "≤ 3 s");
        Table.row("the same verified by the page's script", told(byPage), "≤ 3 s");
    }

    private static String told(Sample times) {
        return "%s / %s s".formatted(Table.number(times.p50() / 1e3), Table.number(times.percentile(1) / 1e3));
    }

    private Path bundle(Suite suite, Path folder, int number) throws IOException, InterruptedException {
        var file = folder.resolve("bundle-" + number + ".zip");
        var body = Map.of("service", AuditEvents.service(number), "reason", "measured");
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(suite.url() + "/api/v1/audit/evidence"))
                        .header(
                                "Authorization",
                                "Bearer " + suite.environment().tokens().of(Role.AUDITOR))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JsonHttp.JSON.writeValueAsBytes(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofFile(file));
        if (answer.statusCode() != 200) {
            throw new IOException("evidence answers " + answer.statusCode() + ": " + Files.readString(file));
        }
        try (var zip = new ZipFile(file.toFile())) {
            Suite.say("bundle %d of %,d bytes, %d files".formatted(number, Files.size(file), zip.size()));
        }
        return file;
    }

    private void search(Suite suite, AuditRows rows) throws Exception {
        Suite.say("making %,d entries; this takes a while".formatted(searched));
        rows.multiply(searched);
        filter(suite, "a tenant", i -> "tenantId=" + AuditRows.tenant(i * 37L));
        filter(suite, "an actor", i -> "actor=user-" + i % 500);
        filter(suite, "an action", i -> "action=" + AuditRows.action(i));
        filter(suite, "actions of a kind", i -> "action=flag.*");
        filter(suite, "what was refused", i -> "outcome=REFUSED");
        filter(suite, "a category", i -> "category=BILLING");
        filter(suite, "a service", i -> "service=" + AuditRows.service(i));
        filter(suite, "a target", i -> "target=target-" + i * 91L);
        filter(suite, "a correlation", i -> "correlationId=c-" + i * 311L);
        filter(suite, "an hour", i -> AuditRows.hour(i));
        filter(
                suite,
                "a tenant and an action",
                i -> "tenantId=" + AuditRows.tenant(i) + "&action=" + AuditRows.action(i));
        filter(suite, "an actor in a month", i -> "actor=user-" + i % 500 + "&" + AuditRows.month(i));
        words(suite, "a rare word", i -> "word" + i * 97L);
        words(suite, "a word of one in a thousand", i -> "thousandth" + i % 1000);
        words(suite, "a word of every entry", i -> "because");
        words(suite, "a common and a rare word", i -> "because word" + i * 89L);
    }

    private void filter(Suite suite, String what, IntFunction<String> query) throws InterruptedException {
        measure(suite, "by " + what, query, "p99 ≤ 100 ms");
    }

    private void words(Suite suite, String what, IntFunction<String> text) throws InterruptedException {
        measure(
                suite,
                "by " + what,
                i -> "text=" + URLEncoder.encode(text.apply(i), StandardCharsets.UTF_8),
                "p99 ≤ 300 ms");
    }

    private void measure(Suite suite, String what, IntFunction<String> query, String aim) throws InterruptedException {
        ask(suite, query, Math.min(50, requests));
        var times = ask(suite, query, requests);
        Table.row("search of %,d entries %s, p50 / p99".formatted(searched, what), times.told(), aim);
    }

    private Sample ask(Suite suite, IntFunction<String> query, int count) throws InterruptedException {
        var times = new Sample();
        var failures = new ArrayList<Throwable>();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (var i = 0; i < count; i++) {
                var path = "/api/v1/audit/entries?limit=50&" + query.apply(i);
                threads.execute(() -> {
                    try {
                        var begun = System.nanoTime();
                        ask(suite, path);
                        times.addNanos(System.nanoTime() - begun);
                    } catch (RuntimeException e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                });
            }
        }
        if (!failures.isEmpty()) {
            Suite.say("%d of %d failed: %s"
                    .formatted(failures.size(), count, failures.getFirst().getMessage()));
        }
        return times;
    }

    /** How many entries are on the page. */
    private static int ask(Suite suite, String path) {
        try {
            var answer = suite.ask("GET", path, null, Map.of());
            if (answer.status() != 200) {
                throw new IllegalStateException(path + ": " + answer.status() + " " + answer.text());
            }
            return answer.json().path("items").size();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
