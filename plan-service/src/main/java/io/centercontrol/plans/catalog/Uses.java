package io.centercontrol.plans.catalog;

import io.smallrye.mutiny.Uni;

/** Answered by those who give plans to tenants. */
public interface Uses {
    /** How many tenants have a version of a plan or an add-on, or will have it as far as it is scheduled. */
    Uni<Long> of(String plan, int version);
}
