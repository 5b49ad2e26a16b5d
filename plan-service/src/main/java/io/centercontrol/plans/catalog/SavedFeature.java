package io.centercontrol.plans.catalog;

import io.centercontrol.plans.catalog.model.FeatureEntry;
import java.util.UUID;

/**
 * A feature as it is kept.
 *
 * @param eventId the event that told of this version
 */
public record SavedFeature(FeatureEntry entry, UUID eventId) {}
