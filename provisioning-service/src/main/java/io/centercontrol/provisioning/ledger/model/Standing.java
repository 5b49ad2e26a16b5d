package io.centercontrol.provisioning.ledger.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one instance stands towards one event.
 *
 * @param nextOffset its position in the event's partition of the same topic id; null when it told none
 * @param passedAt append time of its first position past the event; null when that is not known
 * @param quarantined whether it set the event aside because it could not read it
 */
public record Standing(
        Instance instance,
        @Nullable Long nextOffset,
        @Nullable Instant passedAt,
        boolean quarantined) {}
