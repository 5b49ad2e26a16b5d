package io.centercontrol.benchmarks;

import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.TopicReader;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many writers on one tenant: no version is missing or twice, and no writer's word is lost. */
@Command(name = "writers", header = "16 writers on one tenant: no gap, no lost update.")
final class Writers implements Callable<Integer> {
    @Option(names = "--writers", defaultValue = "16", description = "Default: ${DEFAULT-VALUE}.")
    private int writers;

    @Option(names = "--operations", defaultValue = "10000", description = "Changes in all. Default: ${DEFAULT-VALUE}.")
    private int operations;

    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger stale = new AtomicInteger();

    @Override
    public Integer call() throws Exception {
        try (var suite = Suite.whole()) {
            var id = suite.register(Suite.newSlug()).json().path("id").asText();
            left.set(operations);
            Suite.say("%d writers, %d changes of one tenant".formatted(writers, operations));
            var begun = System.nanoTime();
            var last = new HashMap<String, String>();
            try (var threads = Executors.newFixedThreadPool(writers)) {
                var writing = threads.invokeAll(IntStream.range(0, writers)
                        .<Callable<Map.Entry<String, String>>>mapToObj(writer -> () -> write(suite, id, "w" + writer))
                        .toList());
                for (Future<Map.Entry<String, String>> one : writing) {
                    last.put(one.get().getKey(), one.get().getValue());
                }
            }
            var rate = operations * 1e9 / (System.nanoTime() - begun);
            return tell(suite, id, last, rate);
        }
    }

    /** Each writer has a label of its own and counts in it; gives its last count. */
    private Map.Entry<String, String> write(Suite suite, String id, String label)
            throws IOException, InterruptedException {
        var count = 0;
        var path = "/api/v1/tenants/" + id;
        while (left.getAndDecrement() > 0) {
            count++;
            while (true) {
                var version = suite.ask("GET", path, null, Map.of())
                        .json()
                        .path("version")
                        .asLong();
                var answer = suite.ask(
                        "PATCH",
                        path,
                        Map.of("labels", Map.of(label, Integer.toString(count))),
                        Map.of("If-Match", "\"" + version + "\""));
                if (answer.status() == 200) {
                    break;
                }
                if (answer.status() != 412) {
                    throw new IOException(answer.status() + " " + answer.text());
                }
                stale.incrementAndGet();
            }
        }
        return Map.entry(label, Integer.toString(count));
    }

    private int tell(Suite suite, String id, Map<String, String> last, double rate)
            throws IOException, InterruptedException, SQLException {
        var tenant = suite.ask("GET", "/api/v1/tenants/" + id, null, Map.of()).json();
        var lost = last.entrySet().stream()
                .filter(entry -> !entry.getValue().equals("0"))
                .filter(entry -> !entry.getValue()
                        .equals(tenant.path("labels").path(entry.getKey()).asText()))
                .count();
        var missingInHistory = missing(suite, id);
        var missingOnTopic = missingOnTopic(suite, id);
        Table.begin();
        Table.row(
                "%d writers on one tenant, %,d changes".formatted(writers, operations),
                Table.number(rate) + " /s",
                "-");
        Table.row("answers 412 that were tried again", Integer.toString(stale.get()), "-");
        Table.row("versions missing in the history", Long.toString(missingInHistory), "0");
        Table.row("versions missing or out of order on the topic", Long.toString(missingOnTopic), "0");
        Table.row("writers whose last word is lost", Long.toString(lost), "0");
        var right = tenant.path("version").asLong() == operations + 1L;
        return right && lost + missingInHistory + missingOnTopic == 0 ? 0 : 1;
    }

    private long missing(Suite suite, String id) throws SQLException {
        try (var database = suite.environment().openDatabase();
                var statement =
                        database.prepareStatement("select count(*) from generate_series(1, ?) v where not exists"
                                + " (select from tenant_history h where h.id = ?::uuid and h.version = v)")) {
            statement.setLong(1, operations + 1L);
            statement.setString(2, id);
            var found = statement.executeQuery();
            found.next();
            return found.getLong(1);
        }
    }

    private long missingOnTopic(Suite suite, String id) {
        try (var topic = suite.environment().read(Contract.TENANTS)) {
            var versions =
                    topic.awaitAll(record -> id.equals(record.key()), operations + 1, Duration.ofMinutes(5)).stream()
                            .map(record ->
                                    Long.valueOf(TopicReader.headers(record).getOrDefault("version", "0")))
                            .toList();
            return LongStream.rangeClosed(1, operations + 1L)
                    .filter(version -> versions.get((int) version - 1) != version)
                    .count();
        } catch (AssertionError e) {
            System.err.println(String.valueOf(e.getMessage()).substring(0, 200));
            return 1;
        }
    }
}
