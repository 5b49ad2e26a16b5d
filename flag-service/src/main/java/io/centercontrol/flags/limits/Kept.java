package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.model.RateLimit;
import java.util.UUID;

/**
 * A rate limit as it is kept.
 *
 * @param eventId the event that told of this version
 */
public record Kept(RateLimit limit, UUID eventId) {}
