package io.centercontrol.plans.subscription.model;

import io.centercontrol.plans.catalog.model.Grant;

/** What holds for one feature, and the topmost layer that has a say; what is told to the data plane. */
public record Value(String feature, Grant grant, Entitlement.Layer decidedBy) {}
