package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.centercontrol.dataplane.testing.InMemoryDataPlane;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.kernel.TenantId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision allocates nothing, with 100,000 tenants of which half have entitlements. What it costs in time is for a benchmark to say. */
class MayServeAllocationTest {
    private static final int TENANTS = 100_000;
    private static final int QUESTIONS = 1 << 17;
    private static final Entitlements STANDARD = SampleEntitlements.of("standard")
            .on("loyalty")
            .limit("products", 100)
            .build();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void a_decision_allocates_nothing() {
        var ids = ids();
        try (var plane = new InMemoryDataPlane()) {
            fill(plane, ids);
            measureBoth("double", plane, ids);
        }
    }

    /** The live one, on a copy that a former run left behind; nothing listens where it looks for Kafka. */
    @Test
    void a_live_decision_allocates_nothing_with_a_lease_and_without() {
        var ids = ids();
        DiskFixture.write(folder, ids);
        DiskFixture.write(folder, Arrays.copyOf(ids, TENANTS / 2), STANDARD);
        for (var lease : new Duration[] {null, Duration.ofHours(1)}) {
            var config = DataPlaneConfig.forService("shop")
                    .kafkaBootstrap("127.0.0.1:9")
                    .registry(java.net.URI.create("http://127.0.0.1:9"))
                    .stateFolder(folder)
                    .lease(lease)
                    .build();
            try (var plane = DataPlane.start(config)) {
                assertThat(plane.status().tenants()).isEqualTo(TENANTS);
                assertThat(plane.status().entitlements().records()).isEqualTo(TENANTS / 2);
                measureBoth(lease == null ? "live, no lease" : "live, lease", plane, ids);
            }
        }
    }

    private static TenantId[] ids() {
        var random = new Random(1);
        var ids = new TenantId[TENANTS];
        for (var at = 0; at < ids.length; at++) {
            var time = 1_760_000_000_000L + at * 1000L;
            ids[at] = new TenantId(
                    new UUID(time << 16 | 0x7000 | random.nextInt(0x1000), random.nextLong() >>> 2 | 1L << 63));
        }
        return ids;
    }

    private static void fill(InMemoryDataPlane plane, TenantId[] ids) {
        var sample = SampleTenant.active("sample");
        for (var at = 0; at < ids.length; at++) {
            plane.put(Events.as(sample, ids[at], "shop" + at));
            if (at % 2 == 0) {
                plane.entitle(ids[at], STANDARD);
            }
        }
    }

    private static void measureBoth(String what, DataPlane plane, TenantId[] ids) {
        var random = new Random(2);
        var scattered = new TenantId[QUESTIONS];
        var same = new TenantId[QUESTIONS];
        for (var at = 0; at < QUESTIONS; at++) {
            scattered[at] = ids[random.nextInt(ids.length)];
            same[at] = ids[ids.length / 2];
        }
        measure(what + ", any tenant", plane, scattered);
        measure(what + ", one tenant", plane, same);
    }

    private static void measure(String what, DataPlane plane, TenantId... questions) {
        for (var warm = 0; warm < 10; warm++) {
            ask(plane, questions);
        }
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        ask(plane, questions);
        var allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as(what).isLessThan(QUESTIONS / 100);
    }

    private static int ask(DataPlane plane, TenantId[] questions) {
        var allowed = 0;
        for (var question : questions) {
            var entitlements = plane.entitlements(question);
            if (plane.mayServe(question, Operation.ORDER).allowed()
                    && (entitlements.isOn("loyalty") || entitlements.limit("products") == 0)) {
                allowed++;
            }
        }
        return allowed;
    }
}
