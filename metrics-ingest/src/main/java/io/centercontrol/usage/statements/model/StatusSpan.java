package io.centercontrol.usage.statements.model;

import java.time.Instant;

/**
 * A time in which a tenant had one status.
 *
 * @param status as tenant-registry says it, such as SUSPENDED
 */
public record StatusSpan(String status, Instant from, Instant until) {}
