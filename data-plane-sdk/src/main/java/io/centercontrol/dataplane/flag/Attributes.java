package io.centercontrol.dataplane.flag;

import io.centercontrol.evaluation.FlagContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The platform's word on a tenant first, then the application's attributes; the application's own targeting key, if it gives
 * one.
 */
record Attributes(FlagContext platform, Map<String, ?> application) implements FlagContext {
    private static final String TARGETING_KEY = "targetingKey";

    @Override
    public @Nullable Object attribute(String name) {
        var said = platform.attribute(name);
        return said == null ? application.get(name) : said;
    }

    @Override
    public @Nullable String targetingKey() {
        return application.get(TARGETING_KEY) instanceof String given && !given.isEmpty()
                ? given
                : platform.targetingKey();
    }
}
