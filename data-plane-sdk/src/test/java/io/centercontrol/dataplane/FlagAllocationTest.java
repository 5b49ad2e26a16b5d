package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.centercontrol.dataplane.testing.InMemoryDataPlane;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.kernel.TenantId;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Direct calls allocate nothing, whatever the rules ask about. What they cost in time is for a benchmark to say. */
class FlagAllocationTest {
    private static final int TENANTS = 10_000;
    private static final int QUESTIONS = 1 << 19;

    @Test
    void a_direct_call_allocates_nothing() {
        try (var plane = new InMemoryDataPlane()) {
            var ids = fill(plane);
            plane.flag("plan", FlagEvents.onFor("{\"in\": [{\"var\": \"plan\"}, [\"growth\", \"scale\"]]}"));
            plane.flag("list", FlagEvents.onFor("{\"in\": [{\"var\": \"tenantId\"}, [%s]]}".formatted(some(ids))));
            plane.flag("labels", FlagEvents.onFor("{\"==\": [{\"var\": \"labels.tier\"}, \"gold\"]}"));
            plane.flag("tenth", """
                    {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off", "targeting":
                     {"fractional": [{"cat": [{"var": "$flagd.flagKey"}, {"var": "tenantId"}]}, ["on", 10], ["off", 90]]}}""");
            plane.flag("number", "{\"state\": \"ENABLED\", \"variants\": {\"n\": 7}, \"defaultVariant\": \"n\"}");
            for (var warm = 0; warm < 10; warm++) {
                ask(plane, ids);
            }
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            var before = threads.getCurrentThreadAllocatedBytes();
            var on = ask(plane, ids);
            var allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(on).isBetween(QUESTIONS / 2, QUESTIONS * 5 / 2);
            assertThat(allocated).isLessThan(QUESTIONS / 100);
        }
    }

    private static TenantId[] fill(InMemoryDataPlane plane) {
        var sample = SampleTenant.active("sample");
        var ids = new TenantId[TENANTS];
        for (var at = 0; at < TENANTS; at++) {
            ids[at] = new TenantId(UUID.randomUUID());
            plane.put(Events.as(sample, ids[at], "shop" + at));
            plane.entitle(
                    ids[at],
                    SampleEntitlements.of(at % 2 == 0 ? "growth" : "basic")
                            .on("loyalty")
                            .build());
        }
        return ids;
    }

    private static String some(TenantId... ids) {
        return IntStream.range(0, 100)
                .mapToObj(at -> "\"" + ids[at * (TENANTS / 100)] + "\"")
                .collect(Collectors.joining(","));
    }

    private static int ask(DataPlane plane, TenantId... ids) {
        var random = new Random(7);
        var flags = plane.flags();
        var on = 0;
        for (var question = 0; question < QUESTIONS; question++) {
            var tenant = ids[random.nextInt(ids.length)];
            on += flags.isOn("plan", tenant, false) ? 1 : 0;
            on += flags.isOn("list", tenant, false) ? 1 : 0;
            on += flags.isOn("labels", tenant, false) ? 1 : 0;
            on += flags.isOn("tenth", tenant, false) ? 1 : 0;
            on += flags.whole("number", tenant, 0) == 7 ? 1 : 0;
        }
        return on;
    }
}
