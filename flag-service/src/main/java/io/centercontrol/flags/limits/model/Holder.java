package io.centercontrol.flags.limits.model;

import io.centercontrol.kernel.TenantId;

/** Whom a rate limit is for. */
public sealed interface Holder {
    /** One tenant; its own limit counts instead of its plan's. */
    record OfTenant(TenantId tenant) implements Holder {}

    /** Each tenant that has the plan, and no limit of its own for the class of call. */
    record OfPlan(String plan) implements Holder {}

    /** The beginning of the ids of its limits. */
    default String id() {
        return switch (this) {
            case OfTenant(var tenant) -> "tenant/" + tenant;
            case OfPlan(var plan) -> "plan/" + plan;
        };
    }
}
