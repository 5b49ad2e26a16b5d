package io.centercontrol.plans.catalog;

import io.centercontrol.plans.catalog.model.Plan;
import java.util.UUID;

/**
 * A plan or an add-on as it is kept.
 *
 * @param eventId the event that told of this version
 */
public record SavedPlan(Plan plan, UUID eventId) {}
