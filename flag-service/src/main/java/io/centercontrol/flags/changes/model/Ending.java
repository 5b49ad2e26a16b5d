package io.centercontrol.flags.changes.model;

import io.centercontrol.kernel.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a change request ended.
 *
 * @param by who ended it; the service itself where time did
 * @param why for people
 * @param flagVersion the version of the flag that it made; null when it made none
 * @param eventId the event that told of that version
 */
public record Ending(
        Actor by,
        Instant at,
        @Nullable String why,
        @Nullable Long flagVersion,
        @Nullable UUID eventId) {}
