package io.centercontrol.benchmarks;

import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.RememberedTexts;
import io.centercontrol.dataplane.consumption.OwnUse;
import io.centercontrol.dataplane.report.Outbound;
import io.centercontrol.dataplane.usage.LiveUsage;
import io.centercontrol.dataplane.wire.RegistryClient;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.parts.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it costs a request to count, to set and to record what a tenant uses. */
@Command(
        name = "usage-cost",
        header = "JMH: count, set and record of usage, their time and their garbage, with 1 and 8 threads.")
public final class UsageCost implements Callable<Integer> {
    /** Of one measurement of recording: fewer than there is room for. */
    private static final int RECORDED = 10_000;

    @Option(
            names = "--seconds",
            defaultValue = "3",
            description = "Of each of the 5 measurements. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws RunnerException {
        Table.begin();
        for (var threads : new int[] {1, 8}) {
            var counted = new Runner(options("Counting", threads)
                            .mode(Mode.AverageTime)
                            .warmupIterations(3)
                            .warmupTime(TimeValue.seconds(seconds))
                            .measurementIterations(5)
                            .measurementTime(TimeValue.seconds(seconds))
                            .build())
                    .run();
            var floor = find(counted, "adder");
            for (var name : new String[] {"count", "countOfOneTenant", "set"}) {
                row("`" + name + "`, one meter", threads, find(counted, name), floor, 1);
            }
        }
        var recorded = new Runner(options("Recording", 1)
                        .mode(Mode.SingleShotTime)
                        .warmupIterations(100)
                        .warmupBatchSize(RECORDED)
                        .measurementIterations(100)
                        .measurementBatchSize(RECORDED)
                        .build())
                .run();
        row("`record`", 1, find(recorded, "record"), find(recorded, "adder"), RECORDED);
        return 0;
    }

    private static ChainedOptionsBuilder options(String which, int threads) {
        return new OptionsBuilder()
                .include(UsageCost.class.getName() + "." + which + "\\.")
                .threads(threads)
                .forks(1)
                .addProfiler(GCProfiler.class);
    }

    private static void row(String what, int threads, RunResult result, RunResult floor, int times) {
        Table.row(
                what + ", " + threads + (threads == 1 ? " thread" : " threads on 2 cores"),
                result.getPrimaryResult().getScore() / times,
                floor.getPrimaryResult().getScore() / times,
                "ns",
                "≤ 50 ns");
        var garbage = result.getSecondaryResults().get("gc.alloc.rate.norm");
        Table.row(
                "garbage of it",
                Table.number(garbage == null ? Double.NaN : garbage.getScore() / times) + " B/op",
                "0 B/op");
    }

    private static RunResult find(Collection<RunResult> results, String name) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no result of " + name));
    }

    /** Usage that nobody ships: nothing listens where the brokers would be. */
    private record Place(Path folder, Outbound outbound, LiveUsage usage) {
        static Place open() throws IOException {
            var folder = Files.createTempDirectory("center-control-bench");
            var nobody = URI.create("http://127.0.0.1:9");
            var config = DataPlaneConfig.forService("bench")
                    .kafkaBootstrap("127.0.0.1:9")
                    .registry(nobody)
                    .stateFolder(folder)
                    .build();
            var outbound = new Outbound(config, new RegistryClient(nobody, null), new RememberedTexts(), "bench");
            return new Place(
                    folder,
                    outbound,
                    new LiveUsage(
                            "bench",
                            outbound,
                            folder.resolve("usage"),
                            64 << 20,
                            InstantSource.system(),
                            new OwnUse(meter -> true, System.currentTimeMillis())));
        }

        void close() throws IOException {
            outbound.close();
            Trees.delete(folder);
        }
    }

    /** Counting and setting; JMH runs it in a JVM of its own. */
    @State(Scope.Benchmark)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @SuppressWarnings("NullAway.Init")
    public static class Counting {
        private final LongAdder adder = new LongAdder();
        private Place place;
        private TenantId[] ids;

        /** Where each thread is among the tenants. */
        @State(Scope.Thread)
        public static class At {
            private int at;

            int next() {
                at = (at + 1) & 0xffff;
                return at;
            }
        }

        @Setup(Level.Trial)
        public void start() throws IOException {
            place = Place.open();
            ids = TenantIds.some(1 << 16);
        }

        @TearDown(Level.Trial)
        public void stop() throws IOException {
            place.close();
        }

        /** The floor: to come by a tenant id, and add to one number that all threads share. */
        @Benchmark
        public int adder(At at) {
            adder.increment();
            return ids[at.next()].hashCode();
        }

        @Benchmark
        public void count(At at) {
            place.usage().count(ids[at.next()], "api-calls");
        }

        @Benchmark
        public void countOfOneTenant() {
            place.usage().count(ids[0], "api-calls");
        }

        @Benchmark
        public void set(At at) {
            var next = at.next();
            place.usage().set(ids[next], "products", next);
        }
    }

    /** Recording, as often as there is room for; JMH runs it in a JVM of its own. */
    @State(Scope.Benchmark)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @SuppressWarnings("NullAway.Init")
    public static class Recording {
        private final LongAdder adder = new LongAdder();
        private final Map<String, String> properties = Map.of("currency", "EUR");
        private Place place;
        private TenantId[] ids;
        private int at;

        @Setup(Level.Iteration)
        public void start() throws IOException {
            place = Place.open();
            ids = TenantIds.some(1 << 10);
        }

        @TearDown(Level.Iteration)
        public void stop() throws IOException {
            place.close();
        }

        /** The floor: to come by a tenant id, and add to a number. */
        @Benchmark
        public int adder() {
            adder.increment();
            at = (at + 1) & 0x3ff;
            return ids[at].hashCode();
        }

        @Benchmark
        public void record() {
            at = (at + 1) & 0x3ff;
            if (!place.usage().record(ids[at], "gmv", at, properties, "an order's id")) {
                throw new IllegalStateException("there is no room");
            }
        }
    }
}
