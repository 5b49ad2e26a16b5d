package io.centercontrol.benchmarks;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From a committed change to both instances of a tenant service, at an even rate, and where the time goes. */
@Command(name = "propagation", header = "A change committed to applied in both instances, and where the time goes.")
final class Propagation implements Callable<Integer> {
    @Option(names = "--rate", defaultValue = "50", description = "Changes a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--tenants", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int tenants;

    private final AtomicInteger failed = new AtomicInteger();
    private final Map<TenantId, Long> versions = new ConcurrentHashMap<>();

    @Override
    public Integer call() throws Exception {
        try (var suite = Suite.whole();
                var arrivals = Arrivals.start(suite, Contract.TENANTS);
                var floor = Floor.start(suite)) {
            var ids = register(suite);
            Suite.say("warming up");
            run(suite, ids, Math.min(20, seconds), arrivals, floor);
            failed.set(0);
            arrivals.clear();
            floor.times().clear();
            Suite.say("measuring %d changes a second for %d s".formatted(rate, seconds));
            var before = spentByOthers();
            run(suite, ids, seconds, arrivals, floor);
            tell(arrivals, floor.times(), spentByOthers().minus(before));
            return failed.get() == 0 && arrivals.applied().size() == rate * seconds ? 0 : 1;
        }
    }

    private void tell(Arrivals arrivals, Sample floor, Duration spent) {
        System.out.printf(
                "%d changes applied in both, %d failed; %d bare ones%n",
                arrivals.applied().size(), failed.get(), floor.size());
        Table.begin();
        Table.row("change committed to applied in both, p50", arrivals.applied().p50(), floor.p50(), "ms", "< 30 ms");
        Table.row("change committed to applied in both, p99", arrivals.applied().p99(), floor.p99(), "ms", "< 150 ms");
        Table.row(
                "of it, committed to appended (broker's clock, whole ms), p50 / p99",
                arrivals.toAppend().told(),
                "-");
        Table.row(
                "of it, appended to applied in both, p50 / p99",
                arrivals.fromAppend().told(),
                "-");
        Table.row("request sent to applied in both, p50 / p99", arrivals.whole().told(), "-");
        Table.row(
                "processor time of a change and a bare one, service and parts",
                "%.1f ms".formatted(spent.toNanos() / 1e6 / arrivals.applied().size()),
                "-");
    }

    /** Processor time of the service and of all parts, which are below this process, so far. */
    private static Duration spentByOthers() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private List<TenantId> register(Suite suite) throws IOException, InterruptedException {
        var ids = new ArrayList<TenantId>();
        for (var i = 0; i < tenants; i++) {
            var tenant = suite.register(Suite.newSlug()).json();
            var id = TenantId.parse(tenant.path("id").asText());
            versions.put(id, tenant.path("version").asLong());
            ids.add(id);
        }
        return ids;
    }

    private void run(Suite suite, List<TenantId> ids, int length, Arrivals arrivals, Floor floor) {
        Pace.keep(rate, length, i -> change(suite, ids.get(i % ids.size()), arrivals), floor::commit);
        arrivals.awaitAll();
    }

    private void change(Suite suite, TenantId id, Arrivals arrivals) {
        var from = versions.getOrDefault(id, 0L);
        var sentAt = System.nanoTime();
        try {
            var answer = suite.ask(
                    "PATCH",
                    "/api/v1/tenants/" + id,
                    Map.of("name", "Name " + sentAt),
                    Map.of("If-Match", "\"" + from + "\""));
            if (answer.status() == 412) {
                // While the service is cold, a tenant's next change can come before the answer to the last.
                versions.put(id, answer.json().path("actualVersion").asLong());
                failed.incrementAndGet();
                return;
            }
            if (answer.status() != 200) {
                throw new IOException(answer.status() + " " + answer.text());
            }
            arrivals.expect(new Arrivals.Change(
                    id.toString(), from + 1, plane -> obeys(plane, id, from + 1), sentAt, System.nanoTime()));
            versions.put(id, from + 1);
        } catch (IOException | InterruptedException e) {
            failed.incrementAndGet();
            System.err.println("a change failed: " + e.getMessage());
        }
    }

    private static boolean obeys(DataPlane plane, TenantId id, long version) {
        var tenant = plane.find(id);
        return tenant != null && tenant.version() >= version;
    }
}
