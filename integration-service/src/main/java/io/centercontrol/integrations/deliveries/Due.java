package io.centercontrol.integrations.deliveries;

import java.util.UUID;

/**
 * A delivery whose time has come.
 *
 * @param id its place in the order
 * @param attempts how many there were since it was last asked for
 * @param body what is sent, as JSON text
 */
public record Due(long id, UUID eventId, String subject, int attempts, String body) {}
