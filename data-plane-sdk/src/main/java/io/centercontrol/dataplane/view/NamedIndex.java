package io.centercontrol.dataplane.view;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** Values of one copy that are asked for by their names alone. */
public final class NamedIndex<V> implements Index<V> {
    private final ConcurrentHashMap<String, Entry<V>> byName = new ConcurrentHashMap<>();
    private final Changes changes = new Changes();

    private record Entry<V>(long version, V value) {}

    @Override
    public void put(String id, long version, V value) {
        byName.put(id, new Entry<>(version, value));
        changes.made();
    }

    @Override
    public void remove(String id) {
        byName.remove(id);
        changes.made();
    }

    @Override
    public @Nullable V find(String id) {
        var found = byName.get(id);
        return found == null ? null : found.value;
    }

    @Override
    public long version(String id) {
        var found = byName.get(id);
        return found == null ? 0 : found.version;
    }

    @Override
    public void versions(ObjLongConsumer<String> visitor) {
        byName.forEach((id, entry) -> visitor.accept(id, entry.version));
    }

    /** Walks through the values. */
    public void forEach(BiConsumer<String, V> visitor) {
        byName.forEach((id, entry) -> visitor.accept(id, entry.value));
    }

    @Override
    public long changes() {
        return changes.number();
    }

    @Override
    public int size() {
        return byName.size();
    }
}
