package io.centercontrol.dataplane;

import io.centercontrol.dataplane.wire.SchemaTexts;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Schema texts that are gone after the test. */
public final class RememberedTexts implements SchemaTexts {
    private final ConcurrentHashMap<Integer, String> schemas = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();

    @Override
    public @Nullable String schema(int id) {
        return schemas.get(id);
    }

    @Override
    public void keepSchema(int id, String text) {
        schemas.put(id, text);
    }

    @Override
    public @Nullable Integer id(String name) {
        return ids.get(name);
    }

    @Override
    public void keepId(String name, int id) {
        ids.put(name, id);
    }
}
