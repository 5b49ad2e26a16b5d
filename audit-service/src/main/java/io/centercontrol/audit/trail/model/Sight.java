package io.centercontrol.audit.trail.model;

import io.centercontrol.kernel.TenantId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may see of the trail. What lies beyond does not exist for him.
 *
 * @param categories of which he may see entries
 * @param tenant about whom alone; null for all
 */
public record Sight(Set<Category> categories, @Nullable TenantId tenant) {
    private static final Set<Category> OPERATIONS =
            EnumSet.of(Category.CHANGE, Category.BILLING, Category.APPROVAL, Category.RECOVERY, Category.EMERGENCY);
    private static final Set<Category> OWN_SHOP = EnumSet.of(
            Category.CHANGE,
            Category.BILLING,
            Category.APPROVAL,
            Category.EXPORT,
            Category.PRIVACY,
            Category.EMERGENCY);

    public Sight {
        categories = Set.copyOf(categories);
    }

    /** Of auditors, and of who administers the platform. */
    public static Sight everything() {
        return new Sight(EnumSet.allOf(Category.class), null);
    }

    /** Of who runs the platform: what was done to it, and not who looked at what. */
    public static Sight operations() {
        return new Sight(OPERATIONS, null);
    }

    /** Of who makes bills. */
    public static Sight billing() {
        return new Sight(EnumSet.of(Category.BILLING), null);
    }

    /** Of a tenant's own administrators: what the platform's people did to their shop. */
    public static Sight ofTenant(TenantId tenant) {
        return new Sight(OWN_SHOP, tenant);
    }

    /** Whether nothing is kept from him. */
    public boolean isEverything() {
        return tenant == null && categories.size() == Category.values().length;
    }
}
