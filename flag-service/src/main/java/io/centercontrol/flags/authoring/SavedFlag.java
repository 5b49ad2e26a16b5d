package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import java.util.UUID;

/**
 * A flag as it is kept.
 *
 * @param eventId the event that told of this version
 */
public record SavedFlag(Flag flag, UUID eventId) {}
