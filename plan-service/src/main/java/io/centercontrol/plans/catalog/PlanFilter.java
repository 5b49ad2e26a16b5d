package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.PlanVersion;
import org.jspecify.annotations.Nullable;

/**
 * Which plans and add-ons are meant; what is null does not matter.
 *
 * @param status that one of its versions has
 * @param onlyFor the tenant whose custom packages are meant
 * @param text a part of its key or its name, in whatever case
 */
public record PlanFilter(
        Plan.@Nullable Kind kind,
        PlanVersion.@Nullable Status status,
        @Nullable TenantId onlyFor,
        @Nullable String text) {}
