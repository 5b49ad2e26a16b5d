package io.centercontrol.benchmarks;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.limits.LimitStage;
import io.centercontrol.events.limits.RateLimit;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.parts.Trees;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.EventWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLongArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How exactly a fleet keeps a tenant within its rate, with even traffic and with traffic that sticks to one instance. */
@Command(
        name = "rate-limits",
        header = "How exactly 1, 2 and 4 instances keep a tenant within its rate, under even and sticky traffic.")
final class RateLimits implements Callable<Integer> {
    private static final String CALL = "checkout";
    private static final long SECOND = 1_000_000_000L;
    private static final int SETTLING = 8;

    @Option(
            names = "--rate",
            defaultValue = "200",
            description = "The limit, calls a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--burst", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.")
    private int burst;

    @Option(names = "--seconds", defaultValue = "20", description = "Of each run. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        try (var suite = Suite.whole("provisioning-service");
                var events = new EventWriter(suite.environment())) {
            Table.begin();
            for (var instances : new int[] {1, 2, 4}) {
                measure(suite, events, instances);
            }
        }
        return 0;
    }

    private void measure(Suite suite, EventWriter events, int instances) throws Exception {
        var folders = new ArrayList<Path>();
        var planes = new ArrayList<DataPlane>();
        try {
            for (var i = 0; i < instances; i++) {
                folders.add(Files.createTempDirectory("center-control-bench-"));
                planes.add(DataPlane.start(suite.dataPlane(folders.getLast()).build()));
            }
            var tenant = limit(events);
            for (var plane : planes) {
                await(() -> plane.permit(tenant, CALL).limit() == rate);
            }
            // Until all know of each other.
            Thread.sleep(SETTLING * 1000L);
            tell(instances, "even", run(planes, tenant, false));
            tell(instances, "sticky", run(planes, tenant, true));
        } finally {
            planes.forEach(DataPlane::close);
            for (var folder : folders) {
                Trees.delete(folder);
            }
        }
    }

    private TenantId limit(EventWriter events) {
        var tenant = new TenantId(EventWriter.newId());
        var id = "tenant/" + tenant + "/" + CALL;
        var eventId = EventWriter.newId();
        events.state(
                Contract.LIMITS,
                id,
                eventId,
                1,
                RateLimit.newBuilder()
                        .setChange(Change.newBuilder()
                                .setEventId(eventId)
                                .setAggregateId(id)
                                .setVersion(1)
                                .setType("rate-limit.set")
                                .setTime(Instant.now())
                                .setActor(new Actor("benchmark", ActorKind.USER, null))
                                .build())
                        .setId(id)
                        .setTenantId(tenant.value())
                        .setCallClass(CALL)
                        .setPermits(rate)
                        .setPerSeconds(1)
                        .setBurst(burst)
                        .setStage(LimitStage.ENFORCE)
                        .setUpdatedAt(Instant.now())
                        .build());
        return tenant;
    }

    /** Calls that were let through in each second, of twice as many as the limit. */
    private AtomicLongArray run(List<DataPlane> planes, TenantId tenant, boolean sticky) {
        var allowed = new AtomicLongArray(seconds);
        var begun = System.nanoTime();
        var period = SECOND / (2L * rate);
        for (var call = 0L; call < 2L * rate * seconds; call++) {
            Pace.sleepUntil(begun + call * period);
            var plane = planes.get(sticky ? 0 : (int) (call % planes.size()));
            if (plane.permit(tenant, CALL).allowed()) {
                allowed.incrementAndGet((int) Math.min(seconds - 1, call / (2L * rate)));
            }
        }
        return allowed;
    }

    private void tell(int instances, String traffic, AtomicLongArray allowed) {
        var most = 0.0;
        var least = Double.MAX_VALUE;
        var settled = 0L;
        for (var second = 0; second < seconds; second++) {
            most = Math.max(most, allowed.get(second));
            least = Math.min(least, allowed.get(second));
            settled += second >= SETTLING ? allowed.get(second) : 0;
        }
        System.out.printf(
                "| %d instances, %s traffic of twice the limit: let through once settled | %.2f of the limit | 1 | - | 0.9 to 1 |%n",
                instances, traffic, (double) settled / (seconds - SETTLING) / rate);
        System.out.printf(
                "| the same, in the fullest and in the emptiest second | %.2f and %.2f of the limit | 1 | - | - |%n",
                most / rate, least / rate);
    }

    private static void await(java.util.function.BooleanSupplier condition) throws IOException, InterruptedException {
        for (var i = 0; i < 6000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new IOException("an instance does not hear of the limit");
    }
}
