package io.centercontrol.dataplane.view;

import io.centercontrol.dataplane.consumption.TenantConsumption;
import io.centercontrol.kernel.TenantId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** What every tenant of one copy has used. A look-up allocates nothing. */
public final class ConsumptionIndex implements Index<TenantConsumption> {
    private final ConcurrentHashMap<TenantId, Entry> byTenant = new ConcurrentHashMap<>();
    private final Changes changes = new Changes();

    private record Entry(long version, TenantConsumption value) {}

    /** What the tenant has used; null when the copy does not say. */
    public @Nullable TenantConsumption find(TenantId id) {
        var found = byTenant.get(id);
        return found == null ? null : found.value;
    }

    @Override
    public void put(String id, long version, TenantConsumption value) {
        byTenant.put(TenantId.parse(id), new Entry(version, value));
        changes.made();
    }

    @Override
    public void remove(String id) {
        byTenant.remove(TenantId.parse(id));
        changes.made();
    }

    @Override
    public @Nullable TenantConsumption find(String id) {
        return find(TenantId.parse(id));
    }

    @Override
    public long version(String id) {
        var found = byTenant.get(TenantId.parse(id));
        return found == null ? 0 : found.version;
    }

    @Override
    public void versions(ObjLongConsumer<String> visitor) {
        byTenant.forEach((id, entry) -> visitor.accept(id.toString(), entry.version));
    }

    @Override
    public long changes() {
        return changes.number();
    }

    @Override
    public int size() {
        return byTenant.size();
    }
}
