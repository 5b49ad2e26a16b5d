package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.centercontrol.dataplane.measure.TenantCounts;
import io.centercontrol.dataplane.measure.TenantValues;
import io.centercontrol.kernel.TenantId;
import java.lang.management.ManagementFactory;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Counting on allocates nothing. What it costs in time is for a benchmark to say. */
class UsageAllocationTest {
    private static final int TENANTS = 1_000;
    private static final int TIMES = 1 << 20;

    private final TenantCounts counts = new TenantCounts();
    private final TenantValues values = new TenantValues();
    private final TenantId[] ids = new TenantId[TENANTS];

    @Test
    void counting_and_setting_allocate_nothing() {
        for (var at = 0; at < TENANTS; at++) {
            ids[at] = new TenantId(UUID.randomUUID());
        }
        for (var warm = 0; warm < 10; warm++) {
            use();
        }
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        use();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(TIMES / 100);
        var sum = new long[1];
        counts.take((meter, tenant, count) -> sum[0] += count);
        assertThat(sum[0]).isEqualTo(11L * TIMES);
    }

    private void use() {
        for (var at = 0; at < TIMES; at++) {
            counts.add(ids[at % TENANTS], "api-calls", 1);
            values.set(ids[at % TENANTS], "products", at, at);
        }
    }
}
