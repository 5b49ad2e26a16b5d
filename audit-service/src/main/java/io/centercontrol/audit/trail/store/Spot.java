package io.centercontrol.audit.trail.store;

import java.time.Instant;

/**
 * Where an entry lies.
 *
 * @param category with the time it tells the partition of what is personal
 */
record Spot(long index, String category, Instant recordedAt) {}
