package io.centercontrol.flags.use;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which use of a flag is meant; what is null does not matter.
 *
 * @param from hours, or days, that begin at or after it
 * @param to those that begin before it
 * @param service a tenant service's key, or the name of an SDK key
 */
public record UseFilter(
        String flag,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String service) {}
