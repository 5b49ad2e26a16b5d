package io.centercontrol.dataplane.view;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** What every plan of one copy offers. */
public final class PlanIndex implements Index<Offer> {
    private final ConcurrentHashMap<String, Entry> byKey = new ConcurrentHashMap<>();

    private record Entry(long version, Offer offer) {}

    @Override
    public void put(String id, long version, Offer value) {
        byKey.put(id, new Entry(version, value));
    }

    @Override
    public void remove(String id) {
        byKey.remove(id);
    }

    @Override
    public @Nullable Offer find(String id) {
        var found = byKey.get(id);
        return found == null ? null : found.offer;
    }

    @Override
    public long version(String id) {
        var found = byKey.get(id);
        return found == null ? 0 : found.version;
    }

    @Override
    public void versions(ObjLongConsumer<String> visitor) {
        byKey.forEach((id, entry) -> visitor.accept(id, entry.version));
    }

    @Override
    public int size() {
        return byKey.size();
    }
}
