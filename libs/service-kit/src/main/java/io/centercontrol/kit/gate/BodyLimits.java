package io.centercontrol.kit.gate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/**
 * Addresses whose bodies may be larger than usual, by a name for each. {@code quarkus.http.limits.max-body-size} must not be
 * below the largest.
 */
@ConfigMapping(prefix = "cc.http.body-limits")
public interface BodyLimits {
    @WithParentName
    Map<String, Limit> all();

    /** One of them. */
    interface Limit {
        String method();

        /** A regular expression for the whole path. */
        String path();

        long mostBytes();
    }
}
