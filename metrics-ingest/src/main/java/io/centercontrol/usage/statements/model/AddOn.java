package io.centercontrol.usage.statements.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An add-on that a tenant has.
 *
 * @param until null when no end is known
 */
public record AddOn(
        String key, int version, Instant from, @Nullable Instant until) {}
