package io.centercontrol.tenants.model;

import java.time.Instant;
import java.util.UUID;

/**
 * Forbids the deletion of a tenant while it stands.
 *
 * @param reason in the words of who placed it
 * @param placedBy the actor's id
 */
public record Hold(UUID id, HoldKind kind, String reason, String placedBy, Instant placedAt) {}
