package io.centercontrol.audit.retention.model;

import io.centercontrol.kernel.Actor;
import java.time.Duration;
import java.time.Instant;

/**
 * For how long what is personal is kept, as somebody set it.
 *
 * @param version from 1; how it came to it stands in the trail
 * @param reason why it was set so
 * @param by who set it
 */
public record Policy(PolicyKey key, Duration period, long version, String reason, Actor by, Instant updatedAt) {}
