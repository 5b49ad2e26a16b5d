package io.centercontrol.flags.serving.ofrep;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An origin whose pages may ask. */
public final class ConfiguredOrigin implements QuarkusTestResourceLifecycleManager {
    static final String ORIGIN = "https://shop.example";

    @Override
    public Map<String, String> start() {
        return Map.of("cc.ofrep.origins", ORIGIN);
    }

    @Override
    public void stop() {}
}
