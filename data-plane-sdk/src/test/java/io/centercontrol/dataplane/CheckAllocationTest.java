package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.centercontrol.dataplane.consumption.Allowance;
import io.centercontrol.dataplane.consumption.FeatureUse;
import io.centercontrol.dataplane.consumption.OwnUse;
import io.centercontrol.dataplane.consumption.TenantConsumption;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.dataplane.view.ConsumptionIndex;
import io.centercontrol.kernel.TenantId;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A check makes its answer and nothing else, and adding to an instance's own use makes nothing. */
class CheckAllocationTest {
    private static final int TENANTS = 1_000;
    private static final int TIMES = 1 << 18;
    private static final int ANSWER = 64;
    private static final long NOW = Instant.parse("2026-03-31T12:00:00Z").toEpochMilli();

    private final Entitlements granted = SampleEntitlements.of("basic")
            .limit("products", 10)
            .meter("orders", 1L << 40, Grant.Period.MONTH)
            .build();
    private final ConsumptionIndex index = new ConsumptionIndex();
    private final OwnUse own = new OwnUse("orders"::equals, NOW);
    private final TenantId[] ids = new TenantId[TENANTS];

    @Test
    void a_check_allocates_no_more_than_its_answer() {
        for (var at = 0; at < TENANTS; at++) {
            ids[at] = new TenantId(UUID.randomUUID());
            index.put(
                    ids[at].toString(),
                    1,
                    new TenantConsumption(
                            Instant.ofEpochMilli(NOW),
                            List.of(
                                    FeatureUse.ofLimit("products", 1),
                                    new FeatureUse("orders", Grant.Period.MONTH, Long.MAX_VALUE, at))));
        }
        for (var warm = 0; warm < 10; warm++) {
            use();
        }
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        assertThat(use()).isEqualTo(TIMES);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(TIMES * (long) ANSWER + (1 << 16));
    }

    private int use() {
        var allowed = 0;
        for (var at = 0; at < TIMES; at++) {
            var id = ids[at % TENANTS];
            own.add(id, "orders", 1);
            var check = Allowance.check(id, granted, "orders", 1, index.find(id), own, NOW);
            allowed += check.allowed() ? 1 : 0;
        }
        return allowed;
    }
}
