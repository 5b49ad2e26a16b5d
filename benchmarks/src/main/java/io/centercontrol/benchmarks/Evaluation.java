package io.centercontrol.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What it costs to ask a flag, beside those who ask it otherwise. */
@Command(
        name = "evaluation",
        header = "JMH: one flag of many for one tenant of many, its processor time and its garbage.")
public final class Evaluation implements Callable<Integer> {
    private static final Map<String, String> ASKED = Map.of(
            "direct", "our direct call",
            "sdk", "the same by the SDK, which finds the tenant first",
            "openFeature", "the SDK's provider behind the OpenFeature client",
            "constant", "a provider that returns a constant behind the OpenFeature client",
            "lambda", "a provider that asks the lambda behind the OpenFeature client",
            "flagd", "flagd's Java provider",
            "launchDarkly", "LaunchDarkly's Java server SDK",
            "unleash", "Unleash's Java client");

    @Option(names = "--flags", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int flags;

    @Option(names = "--tenants", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
    private int tenants;

    @Option(
            names = "--seconds",
            defaultValue = "3",
            description = "Of each of the 5 measurements. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws RunnerException {
        var options = new OptionsBuilder()
                .include(FlagQuestions.class.getName())
                .param("flags", Integer.toString(flags))
                .param("tenants", Integer.toString(tenants))
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(seconds))
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                .addProfiler(GCProfiler.class)
                .build();
        var results = new Runner(options).run();
        Table.begin();
        var floor = processorTime(find(results, "byHand"));
        for (var name :
                List.of("direct", "sdk", "constant", "lambda", "openFeature", "launchDarkly", "unleash", "flagd")) {
            var result = find(results, name);
            Table.row(
                    "evaluation, %,d flags, %,d tenants: %s, processor time".formatted(flags, tenants, ASKED.get(name)),
                    processorTime(result),
                    floor,
                    "ns",
                    name.equals("direct") ? "≤ 3 x" : "-");
            Table.row(
                    "garbage of it",
                    Table.number(secondary(result, "gc.alloc.rate.norm")) + " B/op",
                    name.equals("direct") || name.equals("sdk") ? "0 B/op" : "-");
        }
        Table.row(
                "by the OpenFeature client, beside a provider that returns a constant",
                processorTime(find(results, "openFeature")),
                processorTime(find(results, "constant")),
                "ns",
                "≤ 1.3 x");
        Table.row(
                "the same, beside a provider that asks the lambda",
                processorTime(find(results, "openFeature")),
                processorTime(find(results, "lambda")),
                "ns",
                "-");
        return 0;
    }

    /** Of the thread that asks. Others on the machine do not count, as they would in time that passes. */
    private static double processorTime(RunResult result) {
        return secondary(result, "nanos") / secondary(result, "evaluations");
    }

    private static double secondary(RunResult result, String name) {
        var found = result.getSecondaryResults().get(name);
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
}
