package io.centercontrol.dataplane.testing;

import io.centercontrol.dataplane.Usage;
import io.centercontrol.dataplane.UsageEvent;
import io.centercontrol.dataplane.UsageOutbox;
import io.centercontrol.kernel.TenantId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Usage as a test finds it again. It refuses what the live one refuses, and has room without end; what is written to an outbox stays in
 * the test's own database, to be looked at there.
 */
public final class RecordedUsage implements Usage {
    private final Map<Of, Long> counts = new ConcurrentHashMap<>();
    private final Map<Of, Long> values = new ConcurrentHashMap<>();
    private final List<UsageEvent> events = new CopyOnWriteArrayList<>();

    private record Of(TenantId tenant, String meter) {}

    RecordedUsage() {}

    @Override
    public void count(TenantId tenant, String meter, long more) {
        if (more < 1) {
            throw new IllegalArgumentException("a count of " + more + "; it is above 0");
        }
        counts.merge(new Of(tenant, meter), more, Long::sum);
    }

    @Override
    public void set(TenantId tenant, String meter, long value) {
        values.put(new Of(tenant, meter), value);
    }

    @Override
    public boolean record(TenantId tenant, String meter, long amount, Map<String, String> properties, String id) {
        events.add(UsageEvent.now(id, meter, tenant, amount, properties));
        return true;
    }

    @Override
    public void ship(UsageOutbox outbox) {}

    @Override
    public void written() {}

    /** How much was counted; 0 when nothing was. */
    public long counted(TenantId tenant, String meter) {
        return counts.getOrDefault(new Of(tenant, meter), 0L);
    }

    /** How much was counted and recorded. */
    long used(TenantId tenant, String meter) {
        var recorded = events.stream()
                .filter(event -> event.tenant().equals(tenant) && event.meter().equals(meter))
                .mapToLong(UsageEvent::amount)
                .sum();
        return counted(tenant, meter) + recorded;
    }

    /** What was set last; null when nothing was. */
    public @Nullable Long value(TenantId tenant, String meter) {
        return values.get(new Of(tenant, meter));
    }

    /** The events that were recorded, in their order. */
    public List<UsageEvent> events() {
        return List.copyOf(events);
    }
}
