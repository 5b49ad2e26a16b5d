package io.centercontrol.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a service's start costs, with and without an AOT cache of its classes. The launcher tells it of the whole suite. */
@Command(name = "start", header = "A service's start and memory, with and without an AOT cache.")
final class Start implements Callable<Integer> {
    @Option(names = "--runs", defaultValue = "5", description = "Of each. Default: ${DEFAULT-VALUE}.")
    private int runs;

    private final Sample memory = new Sample();

    @Override
    public Integer call() throws Exception {
        var cache = Files.createTempDirectory("center-control-bench").resolve("registry.aot");
        try (var suite = Suite.parts()) {
            Suite.say("the first start migrates the database and makes the cache");
            var first = suite.start(List.of("-XX:AOTCacheOutput=" + cache));
            first.destroy();
            first.waitFor();
            var plain = time(suite, List.of());
            var plainMemory = memory.p50();
            memory.clear();
            var cached = time(suite, List.of("-XX:AOTCache=" + cache));
            Table.begin();
            Table.row(
                    "start to ready, with an AOT cache, beside without",
                    cached.p50() / 1000,
                    plain.p50() / 1000,
                    "s",
                    "-");
            Table.row("resident memory of it", memory.p50(), plainMemory, "MiB", "-");
            Table.row("the cache's size", Files.size(cache) / (1 << 20) + " MiB", "-");
        } finally {
            Files.deleteIfExists(cache);
        }
        return 0;
    }

    private Sample time(Suite suite, List<String> options) throws IOException, InterruptedException {
        var times = new Sample();
        for (var i = 0; i < runs; i++) {
            var begun = System.nanoTime();
            var process = suite.start(options);
            times.addNanos(System.nanoTime() - begun);
            memory.addNanos(resident(process) * 1_000_000);
            process.destroy();
            process.waitFor();
        }
        return times;
    }

    /** In MiB. */
    private static long resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
