package io.centercontrol.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.parts.wiring.JsonHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many tenants at once: imported, labelled, and read as a whole. */
@Command(name = "bulk", header = "Import 10,000 tenants, label them, and read them as a whole list.")
final class Bulk implements Callable<Integer> {
    private static final String OPERATIONS = "/api/v1/bulk-operations/";
    private static final int CLIENTS = 8;
    private static final int BY_HAND = 4_000;

    @Option(names = "--tenants", defaultValue = "10000", description = "At most 10,000. Default: ${DEFAULT-VALUE}.")
    private int tenants;

    @Override
    public Integer call() throws Exception {
        try (var suite = Suite.whole();
                var http = HttpClient.newHttpClient()) {
            Suite.say("registering %,d by %d clients".formatted(BY_HAND, CLIENTS));
            byHand(suite);
            var byHand = byHand(suite);
            Suite.say("importing %,d".formatted(tenants));
            var imported = ordered(suite, importing(suite, http));
            Suite.say("labelling %,d".formatted(tenants));
            var labelled = ordered(
                    suite,
                    demand(suite.ask(
                                    "POST",
                                    "/api/v1/tenants/bulk",
                                    Map.of(
                                            "action",
                                            "LABEL",
                                            "filter",
                                            Map.of("labels", Map.of("from", "import")),
                                            "labels",
                                            Map.of("tier", "gold"),
                                            "reason",
                                            "measured"),
                                    Map.of()))
                            .path("id")
                            .asText());
            Table.begin();
            Table.row("import of %,d tenants, each tried and rolled back".formatted(tenants), imported.preview(), "-");
            Table.row(
                    "the same, each registered, beside requests of %d clients".formatted(CLIENTS),
                    imported.rate(),
                    byHand,
                    "/s",
                    "bounded at 500 /s");
            Table.row("a label put on %,d tenants, tried".formatted(tenants), labelled.preview(), "-");
            Table.row("the same, done", Table.number(labelled.rate()) + " /s", "bounded at 500 /s");
            for (var form : List.of("application/x-ndjson", "text/csv")) {
                whole(suite, http, form);
            }
        }
        return 0;
    }

    /** How fast each of the two turns of an operation was. */
    private record Turns(double previewRate, double rate) {
        String preview() {
            return Table.number(previewRate) + " /s";
        }
    }

    private Turns ordered(Suite suite, String id) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        await(suite, id, "PREVIEWED");
        var previewed = System.nanoTime();
        demand(suite.ask("POST", OPERATIONS + id + "/start", Map.of("expected", tenants), Map.of()));
        await(suite, id, "DONE");
        return new Turns(tenants * 1e9 / (previewed - begun), tenants * 1e9 / (System.nanoTime() - previewed));
    }

    private void await(Suite suite, String id, String state) throws IOException, InterruptedException {
        JsonNode operation;
        do {
            Thread.sleep(50);
            operation = demand(suite.ask("GET", OPERATIONS + id, null, Map.of()));
        } while (!operation.path("state").asText().equals(state));
        if (operation.path("changed").asInt() != tenants) {
            throw new IOException("not all were changed: " + operation);
        }
    }

    private String importing(Suite suite, HttpClient http) throws IOException, InterruptedException {
        var lines = IntStream.range(0, tenants)
                .mapToObj(i -> "{\"slug\":\"%s\",\"name\":\"Shop %d\",\"labels\":{\"from\":\"import\"}}"
                        .formatted(Suite.newSlug(), i))
                .collect(Collectors.joining("\n"));
        var answer = http.send(
                request(suite, "/api/v1/tenants/import?reason=measured")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(lines))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IOException("the answer is " + answer.statusCode() + ": " + answer.body());
        }
        return JsonHttp.JSON.readTree(answer.body()).path("id").asText();
    }

    private void whole(Suite suite, HttpClient http, String form) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var lines = http.send(
                        request(suite, "/api/v1/tenants?label=from=import")
                                .header("Accept", form)
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body()
                .count();
        var took = System.nanoTime() - begun;
        if (lines < tenants) {
            throw new IOException("the list has " + lines + " lines");
        }
        begun = System.nanoTime();
        var next = "";
        do {
            var page = demand(suite.ask("GET", "/api/v1/tenants?label=from=import&limit=500" + next, null, Map.of()));
            next = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!next.isEmpty());
        Table.row(
                "%,d tenants as %s, beside the same page by page".formatted(tenants, form),
                took / 1e6,
                (System.nanoTime() - begun) / 1e6,
                "ms",
                "-");
    }

    private static double byHand(Suite suite) throws Exception {
        var begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var work = new ArrayList<Callable<JsonHttp.Answer>>();
            for (var i = 0; i < BY_HAND; i++) {
                work.add(() -> suite.register(Suite.newSlug()));
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
        return BY_HAND * 1e9 / (System.nanoTime() - begun);
    }

    private static HttpRequest.Builder request(Suite suite, String path) {
        return HttpRequest.newBuilder(URI.create(suite.url() + path))
                .header(
                        "Authorization",
                        "Bearer " + suite.environment().tokens().of(Role.PLATFORM_ADMIN));
    }

    private static JsonNode demand(JsonHttp.Answer answer) throws IOException {
        if (answer.status() >= 300) {
            throw new IOException("the answer is " + answer.status() + ": " + answer.text());
        }
        return answer.json();
    }
}
