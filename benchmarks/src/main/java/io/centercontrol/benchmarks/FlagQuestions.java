package io.centercontrol.benchmarks;

import static java.util.Objects.requireNonNull;

import com.launchdarkly.logging.LDLogLevel;
import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.FileData;
import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import io.centercontrol.dataplane.openfeature.CenterControlProvider;
import io.centercontrol.dataplane.testing.InMemoryDataPlane;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.evaluation.Flag;
import io.centercontrol.kernel.TenantId;
import io.getunleash.DefaultUnleash;
import io.getunleash.UnleashContext;
import io.getunleash.util.UnleashConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The benchmark itself; JMH runs each method in a JVM of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class FlagQuestions {
    private static final int AT_ONCE = 10_000;

    @Param("200")
    public int flags;

    @Param("10000")
    public int tenants;

    private final String[] keys = new String[AT_ONCE];
    private final Shop[] shops = new Shop[AT_ONCE];
    private final TenantId[] ids = new TenantId[AT_ONCE];
    private final ImmutableContext[] named = new ImmutableContext[AT_ONCE];
    private final ImmutableContext[] openFeature = new ImmutableContext[AT_ONCE];
    private final LDContext[] launchDarkly = new LDContext[AT_ONCE];
    private final UnleashContext[] unleash = new UnleashContext[AT_ONCE];

    private final Map<String, Predicate<Shop>> byHand = new HashMap<>();
    private final Map<String, Flag> compiled = new HashMap<>();
    private final InMemoryDataPlane plane = new InMemoryDataPlane();
    private Client client;
    private Client constantClient;
    private Client lambdaClient;
    private FlagdProvider flagdProvider;
    private LDClient launchDarklyClient;
    private DefaultUnleash unleashClient;
    private Path file;

    /** Every client has its contexts beforehand, and asks nobody over a network. */
    @Setup(Level.Trial)
    public void start() throws Exception {
        var everybody = everybody();
        var rollouts = new Rollouts(flags, everybody);
        var random = new Random(2);
        var names = List.copyOf(rollouts.listed().keySet());
        for (var at = 0; at < AT_ONCE; at++) {
            keys[at] = names.get(random.nextInt(names.size()));
            ask(at, everybody.get(random.nextInt(everybody.size())));
        }
        rollouts.listed().forEach((key, listed) -> {
            byHand.put(key, RolloutByHand.of(key, listed));
            compiled.put(key, Flag.compile(key, rollouts.flagd(key)));
            plane.flag(key, rollouts.flagd(key));
        });
        startOurs(everybody);
        startPeers(rollouts);
        compare();
    }

    private void startOurs(List<Shop> everybody) {
        for (var shop : everybody) {
            var id = TenantId.parse(shop.id());
            plane.put(SampleTenant.active(id, shop.id()));
            plane.entitle(id, SampleEntitlements.of(shop.plan()).on("loyalty").build());
        }
        var api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait("ours", new CenterControlProvider(plane));
        api.setProviderAndWait("constant", new HandProvider((key, tenant) -> true));
        var byId = new HashMap<String, Shop>();
        everybody.forEach(shop -> byId.put(shop.id(), shop));
        api.setProviderAndWait(
                "lambda",
                new HandProvider(
                        (key, tenant) -> requireNonNull(byHand.get(key)).test(requireNonNull(byId.get(tenant)))));
        client = api.getClient("ours");
        constantClient = api.getClient("constant");
        lambdaClient = api.getClient("lambda");
    }

    private List<Shop> everybody() {
        var plans = List.of("free", "basic", "pro", "premium");
        var everybody = new ArrayList<Shop>();
        for (var id : TenantIds.some(tenants)) {
            everybody.add(new Shop(id.toString(), plans.get(everybody.size() % plans.size())));
        }
        return everybody;
    }

    private void ask(int at, Shop shop) {
        shops[at] = shop;
        ids[at] = TenantId.parse(shop.id());
        named[at] = new ImmutableContext(shop.id());
        openFeature[at] = new ImmutableContext(
                shop.id(), Map.of("tenantId", new Value(shop.id()), "plan", new Value(shop.plan())));
        launchDarkly[at] = LDContext.builder(shop.id()).set("plan", shop.plan()).build();
        unleash[at] = UnleashContext.builder()
                .userId(shop.id())
                .addProperty("plan", shop.plan())
                .build();
    }

    private void startPeers(Rollouts rollouts) throws Exception {
        flagdProvider = new FlagdProvider(FlagdOptions.builder()
                .resolverType(Config.Resolver.IN_PROCESS)
                .deadline(60_000)
                .customConnector(new FlagdByHand(rollouts.flagdDocument()))
                .build());
        flagdProvider.initialize(new ImmutableContext());
        file = Files.writeString(Files.createTempFile("center-control-bench", ".json"), rollouts.launchDarkly());
        launchDarklyClient = new LDClient(
                "none",
                new LDConfig.Builder()
                        .dataSource(FileData.dataSource().filePaths(file))
                        .events(Components.noEvents())
                        .logging(Components.logging().level(LDLogLevel.ERROR))
                        .build());
        var document = rollouts.unleash();
        unleashClient = new DefaultUnleash(UnleashConfig.builder()
                .appName("bench")
                .instanceId("bench")
                .unleashAPI("http://127.0.0.1:9")
                .toggleBootstrapProvider(() -> Optional.of(document))
                .disablePolling()
                .disableMetrics()
                .build());
    }

    /** Ours says what the hand says; each peer has a tenth of its own, so that only how many can be compared. */
    private void compare() {
        var on = new int[4];
        for (var at = 0; at < AT_ONCE; at++) {
            if (onByHand(at) != onDirectly(at) || onByHand(at) != onBySdk(at) || onByHand(at) != onByClient(at)) {
                throw new IllegalStateException(keys[at] + " differs for " + shops[at]);
            }
            on[0] += onByHand(at) ? 1 : 0;
            on[1] += onByFlagd(at) ? 1 : 0;
            on[2] += onByLaunchDarkly(at) ? 1 : 0;
            on[3] += onByUnleash(at) ? 1 : 0;
        }
        for (var peer = 1; peer < 4; peer++) {
            if (Math.abs(on[peer] - on[0]) > AT_ONCE / 50) {
                throw new IllegalStateException("peer " + peer + " is on for " + on[peer] + ", by hand " + on[0]);
            }
        }
    }

    @TearDown(Level.Trial)
    public void stop() throws IOException {
        OpenFeatureAPI.getInstance().shutdown();
        plane.close();
        flagdProvider.shutdown();
        launchDarklyClient.close();
        unleashClient.shutdown();
        Files.delete(file);
    }

    private boolean onByHand(int at) {
        return requireNonNull(byHand.get(keys[at])).test(shops[at]);
    }

    private boolean onDirectly(int at) {
        return requireNonNull(compiled.get(keys[at])).booleanValue(shops[at], false);
    }

    private boolean onBySdk(int at) {
        return plane.flags().isOn(keys[at], ids[at], false);
    }

    private boolean onByClient(int at) {
        return client.getBooleanValue(keys[at], false, named[at]);
    }

    private boolean onByConstant(int at) {
        return constantClient.getBooleanValue(keys[at], false, named[at]);
    }

    private boolean onByLambda(int at) {
        return lambdaClient.getBooleanValue(keys[at], false, named[at]);
    }

    private boolean onByFlagd(int at) {
        return flagdProvider
                .getBooleanEvaluation(keys[at], false, openFeature[at])
                .getValue();
    }

    private boolean onByLaunchDarkly(int at) {
        return launchDarklyClient.boolVariation(keys[at], launchDarkly[at], false);
    }

    private boolean onByUnleash(int at) {
        return unleashClient.isEnabled(keys[at], unleash[at]);
    }

    /** The floor: a lambda by the flag's key, which does the same look-up and the same hash. */
    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int byHand(Processor processor) {
        return processor.ask(this::onByHand);
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int direct(Processor processor) {
        return processor.ask(this::onDirectly);
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int sdk(Processor processor) {
        return processor.ask(this::onBySdk);
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int openFeature(Processor processor) {
        return processor.ask(this::onByClient);
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int constant(Processor processor) {
        return processor.ask(this::onByConstant);
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int lambda(Processor processor) {
        return processor.ask(this::onByLambda);
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int flagd(Processor processor) {
        return processor.ask(this::onByFlagd);
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int launchDarkly(Processor processor) {
        return processor.ask(this::onByLaunchDarkly);
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public int unleash(Processor processor) {
        return processor.ask(this::onByUnleash);
    }

    /** The processor time of the thread that asks. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Processor {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        public long nanos;
        public long evaluations;

        private int ask(Asked asked) {
            var before = THREADS.getCurrentThreadCpuTime();
            var on = 0;
            for (var at = 0; at < AT_ONCE; at++) {
                on += asked.on(at) ? 1 : 0;
            }
            nanos += THREADS.getCurrentThreadCpuTime() - before;
            evaluations += AT_ONCE;
            return on;
        }
    }

    private interface Asked {
        boolean on(int at);
    }
}
