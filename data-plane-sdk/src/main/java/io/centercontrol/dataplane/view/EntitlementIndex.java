package io.centercontrol.dataplane.view;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.kernel.TenantId;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** What every tenant of one copy is entitled to. */
public final class EntitlementIndex implements Index<Entitlements> {
    private final EntitlementTable table = new EntitlementTable();
    private final Changes changes = new Changes();

    /** What the tenant is entitled to; null when the copy does not say. */
    public @Nullable Entitlements find(TenantId id) {
        return table.find(id.value());
    }

    @Override
    public synchronized void put(String id, long version, Entitlements value) {
        table.put(UUID.fromString(id), version, value);
        changes.made();
    }

    @Override
    public synchronized void remove(String id) {
        table.remove(UUID.fromString(id));
        changes.made();
    }

    @Override
    public @Nullable Entitlements find(String id) {
        return table.find(UUID.fromString(id));
    }

    @Override
    public synchronized long version(String id) {
        return table.version(UUID.fromString(id));
    }

    @Override
    public synchronized void versions(ObjLongConsumer<String> visitor) {
        table.versions((id, version) -> visitor.accept(id.toString(), version));
    }

    @Override
    public long changes() {
        return changes.number();
    }

    @Override
    public synchronized int size() {
        return table.size();
    }
}
