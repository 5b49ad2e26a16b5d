package io.centercontrol.benchmarks;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.DiskFixture;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.parts.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it costs to ask what a tenant is entitled to, the tenant's look-up included. */
@Command(name = "is-entitled", header = "JMH: isOn and limit with many tenants, their time and their garbage.")
public final class IsEntitled implements Callable<Integer> {
    @Option(names = "--tenants", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private int tenants;

    @Option(
            names = "--seconds",
            defaultValue = "3",
            description = "Of each of the 5 measurements. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws RunnerException {
        var options = new OptionsBuilder()
                .include(IsEntitled.class.getName() + ".Questions")
                .param("tenants", Integer.toString(tenants))
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(seconds))
                .addProfiler(GCProfiler.class)
                .build();
        var results = new Runner(options).run();
        Table.begin();
        var floor = time(find(results, "question"));
        for (var name : new String[] {"isOn", "limit", "isOnOfOneTenant", "limitOfOneTenant"}) {
            var result = find(results, name);
            Table.row(
                    "`entitlements(tenant)`, %,d tenants, `%s`".formatted(tenants, name),
                    time(result),
                    floor,
                    "ns",
                    "≤ 30 ns");
            Table.row("garbage of it", Table.number(garbage(result)) + " B/op", "0 B/op");
        }
        return 0;
    }

    private static double time(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static double garbage(RunResult result) {
        var found = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return found == null ? Double.NaN : found.getScore();
    }

    private static RunResult find(Iterable<RunResult> results, String name) {
        for (var result : results) {
            if (result.getParams().getBenchmark().endsWith("." + name)) {
                return result;
            }
        }
        throw new IllegalStateException("no result of " + name);
    }

    /** The benchmark itself; JMH runs it in a JVM of its own. */
    @State(Scope.Benchmark)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @SuppressWarnings("NullAway.Init")
    public static class Questions {
        private static final int QUESTIONS = 1 << 16;

        @Param("100000")
        public int tenants;

        private Path folder;
        private DataPlane plane;
        private TenantId[] ids;
        private TenantId[] questions;
        private int at;

        /** Makes the copy. Nothing listens where the data plane looks for Kafka: nothing disturbs. */
        @Setup(Level.Trial)
        public void start() throws IOException {
            folder = Files.createTempDirectory("center-control-bench");
            ids = TenantIds.some(tenants);
            DiskFixture.write(folder, ids);
            DiskFixture.write(folder, ids, Plans.some());
            plane = DataPlane.start(DataPlaneConfig.forService("bench")
                    .kafkaBootstrap("127.0.0.1:9")
                    .registry(URI.create("http://127.0.0.1:9"))
                    .stateFolder(folder)
                    .build());
            if (plane.status().entitlements().records() != tenants) {
                throw new IllegalStateException("the copy is not whole: " + plane.status());
            }
            var random = new Random(2);
            questions = new TenantId[QUESTIONS];
            for (var i = 0; i < QUESTIONS; i++) {
                questions[i] = ids[random.nextInt(ids.length)];
            }
        }

        @TearDown(Level.Trial)
        public void stop() throws IOException {
            plane.close();
            Trees.delete(folder);
        }

        private TenantId next() {
            at = (at + 1) & (QUESTIONS - 1);
            return questions[at];
        }

        /** The floor: to come by a tenant id, and look at it. */
        @Benchmark
        public int question() {
            return next().hashCode();
        }

        @Benchmark
        public boolean isOn() {
            return plane.entitlements(next()).isOn("loyalty");
        }

        @Benchmark
        public long limit() {
            return plane.entitlements(next()).limit("products");
        }

        @Benchmark
        public boolean isOnOfOneTenant() {
            return plane.entitlements(ids[0]).isOn("loyalty");
        }

        @Benchmark
        public long limitOfOneTenant() {
            return plane.entitlements(ids[0]).limit("products");
        }
    }
}
