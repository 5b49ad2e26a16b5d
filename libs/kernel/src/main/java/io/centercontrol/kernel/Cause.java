package io.centercontrol.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Why a change is made: what a command carries beside its own fields, and what its event tells.
 *
 * @param reason the actor's own words; null where a command does not ask for them
 * @param correlationId shared by everything that one request leads to
 * @param causationId the event that is being answered; null when a request is
 */
public record Cause(
        Actor actor,
        @Nullable String reason,
        @Nullable String correlationId,
        @Nullable String causationId) {}
