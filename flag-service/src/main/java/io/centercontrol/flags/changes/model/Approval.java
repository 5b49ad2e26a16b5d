package io.centercontrol.flags.changes.model;

import io.centercontrol.kernel.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody agrees with exactly what they saw.
 *
 * @param hash of what they saw
 */
public record Approval(
        Actor by, Instant at, String hash, @Nullable String comment) {}
