package io.centercontrol.evaluation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A context over a map. */
record MapContext(@Nullable String key, Map<String, ?> attributes) implements FlagContext {
    @Override
    public @Nullable Object attribute(String name) {
        return attributes.get(name);
    }

    @Override
    public @Nullable String targetingKey() {
        return key != null ? key : attributes.get("targetingKey") instanceof String given ? given : null;
    }
}
