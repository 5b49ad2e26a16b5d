package io.centercontrol.flags.rollouts.model;

import java.time.Instant;
import java.util.UUID;

/**
 * A step that was taken.
 *
 * @param flagVersion the version of the flag that it made
 * @param eventId the event that told of it: how far it is, the ledger says
 */
public record Taken(int basisPoints, Instant at, long flagVersion, UUID eventId) {}
