package io.centercontrol.integrations.deliveries;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint to which something is to be sent, leased to one worker.
 *
 * @param failures in a row
 * @param failingSince the first of them; null when the last attempt succeeded
 */
public record Lane(
        UUID endpoint, UUID lease, int failures, @Nullable Instant failingSince) {}
