package io.centercontrol.benchmarks;

import io.centercontrol.dataplane.Credentials;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.local.services.PlatformStack;
import io.centercontrol.local.services.Services;
import io.centercontrol.local.watch.ProcessorTime;
import io.centercontrol.local.watch.StackState;
import io.centercontrol.parts.Folders;
import io.centercontrol.parts.HttpUser;
import io.centercontrol.parts.KafkaUser;
import io.centercontrol.parts.PartsHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the suite that runs takes of a core while nobody asks anything, and what each instance of the SDK adds. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        header = "Processor time of the running suite at rest, by process; and of 1, 10, 50 more instances of the SDK.",
        description = "Start the suite first (./center-control up --detach), and leave it alone meanwhile.")
final class Idle implements Callable<Integer> {
    private static final String TENANT_SERVICE = "storefront";

    @Option(names = "--seconds", defaultValue = "300", description = "Of each measurement. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--settle",
            defaultValue = "60",
            description = "Seconds to let go by before each measurement. Default: ${DEFAULT-VALUE}.")
    private int settle;

    @Option(
            names = "--instances",
            split = ",",
            description = "How many more instances of the SDK to measure with, such as 1,10,50. Default: none.")
    private List<Integer> instances = List.of();

    @Option(names = "--port-offset", defaultValue = "0", description = "Of the suite. Default: ${DEFAULT-VALUE}.")
    private int offset;

    @Override
    public Integer call() throws Exception {
        var root = PartsHome.locate().root().resolve(".center-control");
        var folders = new Folders(offset == 0 ? root : root.resolve("offset-" + offset));
        var found = StackState.ofLiving(folders);
        if (found.isEmpty()) {
            System.err.println(
                    "No suite runs with --port-offset " + offset + ". Start it: ./center-control up --detach");
            return 1;
        }
        var state = found.get();
        var alone = measure(state);
        var rows = new ArrayList<Measured>();
        for (var count : instances) {
            rows.add(with(count, folders, state));
        }
        Table.begin();
        alone.parts.forEach((name, percent) -> Table.row("at rest: " + name, percent(percent), "-"));
        Table.row("at rest: all of it", percent(alone.sum()), "≤ 25 % of a core");
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var count = instances.get(i);
            var more = row.parts.getOrDefault("kafka", 0.0) - alone.parts.getOrDefault("kafka", 0.0);
            Table.row(
                    "each of " + count + " more instances of the SDK, in its process",
                    percent(row.own / count),
                    "≤ 1 %");
            Table.row("the same, at the broker", percent(more / count), "≤ 0.2 %");
            Table.row("the same, in all other processes", percent((row.sum() - alone.sum() - more) / count), "-");
        }
        return 0;
    }

    private Measured with(int count, Folders folders, StackState state) throws IOException, InterruptedException {
        var planes = new ArrayList<DataPlane>();
        try {
            for (var i = 0; i < count; i++) {
                planes.add(DataPlane.start(config(folders)));
            }
            Suite.say(count + " instances of the SDK follow");
            return measure(state);
        } finally {
            planes.forEach(DataPlane::close);
        }
    }

    private DataPlaneConfig config(Folders folders) throws IOException {
        var user = KafkaUser.of(folders.secrets(), Services.ACCESS.tenantServiceUser(TENANT_SERVICE));
        var reader = HttpUser.ofRegistryReader(folders.secrets());
        var addresses = new PlatformStack(PartsHome.locate(), folders, offset).addresses();
        return DataPlaneConfig.forService(TENANT_SERVICE)
                .kafkaBootstrap(addresses.bootstrap())
                .kafkaCredentials(new Credentials(user.name(), user.password()))
                .registry(URI.create(addresses.registryUrl()))
                .registryCredentials(new Credentials(reader.name(), reader.password()))
                .stateFolder(Files.createTempDirectory("center-control-idle"))
                .build();
    }

    private Measured measure(StackState state) throws InterruptedException {
        Suite.say("waiting " + settle + " s, then counting " + seconds + " s");
        TimeUnit.SECONDS.sleep(settle);
        var begun = System.nanoTime();
        var before = taken(state);
        TimeUnit.SECONDS.sleep(seconds);
        var after = taken(state);
        var length = (System.nanoTime() - begun) / 1e9;
        var percent = new LinkedHashMap<String, Double>();
        after.forEach((name, took) -> percent.put(name, 100 * (took - before.getOrDefault(name, 0.0)) / length));
        var own = percent.remove("");
        return new Measured(percent, own == null ? 0 : own);
    }

    /** Seconds by process; this one under no name. */
    private static Map<String, Double> taken(StackState state) {
        var all = new LinkedHashMap<String, Double>();
        for (var part : state.parts()) {
            all.put(part.name(), ProcessorTime.of(part.pid()));
        }
        var parts = all.values().stream().mapToDouble(Double::doubleValue).sum();
        // The parts are the supervisor's children.
        all.put("supervisor", ProcessorTime.of(state.pid()) - parts);
        all.put("", ProcessorTime.of(ProcessHandle.current().pid()));
        return all;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f %%", value);
    }

    private record Measured(Map<String, Double> parts, double own) {
        double sum() {
            return parts.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }
}
