package io.centercontrol.audit.retention.model;

import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.kernel.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What a policy is about.
 *
 * @param tenant of whom the entries tell; null for all of whom nothing else is said
 * @param category of the entries; null for all of the tenant
 */
public record PolicyKey(@Nullable TenantId tenant, @Nullable Category category) {
    /** The scope of a policy for all tenants. */
    public static final String PLATFORM = "platform";

    /** In place of a category, for all. */
    public static final String ALL = "ALL";

    public PolicyKey {
        if (tenant == null && category == null) {
            throw new IllegalArgumentException("a policy of the platform is about a category");
        }
    }

    /** {@link #PLATFORM}, or the tenant's id. */
    public String scope() {
        return tenant == null ? PLATFORM : tenant.toString();
    }

    /** Such as {@code platform/ACCESS}. */
    public String id() {
        return scope() + "/" + (category == null ? ALL : category.name());
    }
}
