package io.centercontrol.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.parts.wiring.JsonHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Questions by OFREP, beside the same by the front-end API of unleash-server: requests for each second of the server's own
 * processor time, so that who asks, and what else the machine does, is not measured.
 */
@Command(name = "ofrep", header = "OFREP single and bulk, beside unleash-server: requests per CPU second.")
final class Ofrep implements Callable<Integer> {
    private static final String ALL = "/ofrep/v1/evaluate/flags";
    private static final int AT_ONCE = 32;

    @Option(names = "--flags", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
    private int flags;

    @Option(names = "--requests", defaultValue = "60000", description = "Of each kind. Default: ${DEFAULT-VALUE}.")
    private int requests;

    @Option(
            names = "--peer",
            description = "A folder in which unleash-server was installed with npm; without it ours is measured alone.")
    private @Nullable Path peer;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    @Override
    public Integer call() throws Exception {
        try (var suite = Suite.whole("flag-service")) {
            Suite.say("making %d flags".formatted(flags));
            for (var number = 0; number < flags; number++) {
                OperationalFlag.make(suite, "flag-" + number, definition(number));
            }
            var key = key(suite);
            awaitFlags(suite, key);
            var one = measure(
                    "OFREP, one flag", suite.process(), i -> ask(suite.url() + ALL + "/flag-" + i % flags, key, i));
            var all = measure("OFREP, all flags", suite.process(), i -> ask(suite.url() + ALL, key, i));
            var folder = peer;
            if (folder == null) {
                Table.begin();
                Table.row("OFREP, one flag", Table.number(one) + " / CPU s", "5 times unleash-server");
                Table.row("OFREP, %d flags at once".formatted(flags), Table.number(all) + " / CPU s", "the same");
                return 0;
            }
            try (var unleash = UnleashPeer.start(folder, flags)) {
                var theirs = measure("unleash-server, all flags", unleash.process(), unleash::question);
                Table.begin();
                Table.row(
                        "OFREP, %d flags at once, beside unleash-server's front-end API".formatted(flags),
                        all,
                        theirs,
                        "/ CPU s",
                        "5 times");
                // It has no question for one flag: who wants one asks for all.
                Table.row("OFREP, one flag, beside the same", one, theirs, "/ CPU s", "5 times");
            }
        }
        return 0;
    }

    /** Half of the flags ask for the plan, half roll out to a tenth of all. */
    private static Map<String, ?> definition(int number) {
        Map<String, ?> targeting = number % 2 == 0
                ? Map.of("if", List.of(Map.of("==", List.of(Map.of("var", "plan"), "gold")), "on"))
                : Map.of("fractional", List.of(List.of("on", 10), List.of("off", 90)));
        return Map.of(
                "state",
                "ENABLED",
                "variants",
                Map.of("on", true, "off", false),
                "defaultVariant",
                "off",
                "targeting",
                targeting);
    }

    private static String key(Suite suite) throws IOException, InterruptedException {
        var answer = suite.ask(
                "POST",
                "/api/v1/sdk-keys",
                Map.of("name", "bench", "scopes", List.of("OFREP"), "reason", "a benchmark"),
                Map.of());
        if (answer.status() != 201) {
            throw new IOException("issuing a key answers " + answer.status() + ": " + answer.text());
        }
        return answer.json().path("key").asText();
    }

    private void awaitFlags(Suite suite, String key) throws Exception {
        for (var attempt = 0; attempt < 600; attempt++) {
            var answer = http.send(ask(suite.url() + ALL, key, 0), HttpResponse.BodyHandlers.ofString());
            JsonNode found = JsonHttp.JSON.readTree(answer.body()).path("flags");
            if (answer.statusCode() == 200 && found.size() == flags) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IOException("the flags do not arrive");
    }

    private static HttpRequest ask(String url, String key, int number) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"context\":{\"targetingKey\":\"user-%d\",\"plan\":\"gold\"}}".formatted(number)))
                .build();
    }

    private double measure(String what, ProcessHandle server, IntFunction<HttpRequest> question) throws Exception {
        Suite.say("warming up: " + what);
        send(question, requests / 2);
        Suite.say("measuring: " + what);
        var before = cpu(server);
        send(question, requests);
        return requests / (cpu(server).minus(before).toNanos() / 1e9);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system does not tell a process's CPU time"));
    }

    private void send(IntFunction<HttpRequest> question, int count) throws InterruptedException, ExecutionException {
        var slots = new Semaphore(AT_ONCE);
        var failure = new AtomicReference<@Nullable Object>();
        for (var number = 0; number < count; number++) {
            slots.acquire();
            http.sendAsync(question.apply(number), HttpResponse.BodyHandlers.ofByteArray())
                    .whenComplete((answer, problem) -> {
                        if (problem != null || answer.statusCode() != 200) {
                            failure.compareAndSet(null, problem == null ? answer.statusCode() : problem);
                        }
                        slots.release();
                    });
        }
        slots.acquire(AT_ONCE);
        if (failure.get() != null) {
            throw new IllegalStateException("a request failed: " + failure.get());
        }
    }
}
