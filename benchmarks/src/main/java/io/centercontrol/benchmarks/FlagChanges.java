package io.centercontrol.benchmarks;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From a committed change of a flag to both instances of a tenant service evaluating it differently, at an even rate. */
@Command(
        name = "flag-changes",
        header = "A flag's change committed to evaluated differently in both instances, and where the time goes.")
final class FlagChanges implements Callable<Integer> {
    private static final TenantId ANYBODY = new TenantId(UUID.fromString("01a20474-66fd-731c-94bd-000000000001"));

    @Option(names = "--rate", defaultValue = "20", description = "Changes a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--flags", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int flags;

    private final AtomicInteger failed = new AtomicInteger();

    @Override
    public Integer call() throws Exception {
        try (var suite = Suite.whole("flag-service");
                var arrivals = Arrivals.start(suite, Contract.FLAGS);
                var floor = Floor.start(suite)) {
            var keys = IntStream.range(0, flags)
                    .mapToObj(number -> "flag-" + number)
                    .toList();
            for (var key : keys) {
                OperationalFlag.make(suite, key, definition(0));
            }
            Suite.say("warming up");
            run(suite, keys, 0, Math.min(30, seconds), arrivals, floor);
            failed.set(0);
            arrivals.clear();
            floor.times().clear();
            Suite.say("measuring %d changes a second for %d s".formatted(rate, seconds));
            run(suite, keys, 1_000_000, seconds, arrivals, floor);
            tell(arrivals, floor.times());
            return failed.get() == 0 && arrivals.applied().size() == rate * seconds ? 0 : 1;
        }
    }

    private void tell(Arrivals arrivals, Sample floor) {
        System.out.printf(
                "%d changes evaluated in both, %d failed; %d bare ones%n",
                arrivals.applied().size(), failed.get(), floor.size());
        Table.begin();
        Table.row(
                "flag change committed to evaluated in both, p50",
                arrivals.applied().p50(),
                floor.p50(),
                "ms",
                "-");
        Table.row(
                "flag change committed to evaluated in both, p99",
                arrivals.applied().p99(),
                floor.p99(),
                "ms",
                "< 150 ms");
        Table.row(
                "of it, committed to appended (broker's clock, whole ms), p50 / p99",
                arrivals.toAppend().told(),
                "-");
        Table.row(
                "of it, appended to evaluated in both, p50 / p99",
                arrivals.fromAppend().told(),
                "-");
        Table.row(
                "request sent to evaluated in both, p50 / p99", arrivals.whole().told(), "-");
    }

    private void run(Suite suite, List<String> keys, int beginning, int length, Arrivals arrivals, Floor floor) {
        Pace.keep(
                rate,
                length,
                i -> change(suite, keys.get(i % keys.size()), beginning + i + 1, arrivals),
                floor::commit);
        arrivals.awaitAll();
    }

    private static Map<String, ?> definition(int number) {
        return Map.of(
                "state",
                "ENABLED",
                "variants",
                Map.of("number", number, "off", -1),
                "defaultVariant",
                "number",
                "targeting",
                Map.of());
    }

    private void change(Suite suite, String key, int number, Arrivals arrivals) {
        var sentAt = System.nanoTime();
        try {
            var answer = suite.ask(
                    "PUT", "/api/v1/flags/" + key, OperationalFlag.body(definition(number)), Map.of("If-Match", "*"));
            if (answer.status() != 200) {
                throw new IOException(answer.status() + " " + answer.text());
            }
            arrivals.expect(new Arrivals.Change(
                    key,
                    answer.json().path("version").asLong(),
                    plane -> plane.flags().whole(key, ANYBODY, -1) >= number,
                    sentAt,
                    System.nanoTime()));
        } catch (IOException | InterruptedException e) {
            failed.incrementAndGet();
            System.err.println("a change failed: " + e.getMessage());
        }
    }
}
