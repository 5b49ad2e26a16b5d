package io.centercontrol.flags.rollouts.model;

import io.centercontrol.kernel.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a rollout is paused, or how it ended.
 *
 * @param by who did it; the service itself where a guard did
 * @param why for people
 * @param flagVersion the version of the flag that it made; null when it made none
 * @param eventId the event that told of that version
 */
public record Halt(
        Actor by,
        Instant at,
        String why,
        @Nullable Long flagVersion,
        @Nullable UUID eventId) {}
