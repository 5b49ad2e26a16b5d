package io.centercontrol.provisioning.progress;

import java.util.UUID;

/**
 * A change that was saved.
 *
 * @param eventId the event that tells of it
 */
public record Saved<S>(S state, UUID eventId) {}
