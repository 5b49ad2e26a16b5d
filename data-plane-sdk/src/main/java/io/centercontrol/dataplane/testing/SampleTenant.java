package io.centercontrol.dataplane.testing;

import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Tenants for tests, with every field filled. */
public final class SampleTenant {
    private SampleTenant() {}

    /** A tenant that may do everything, with the host {@code <slug>.localhost}. */
    public static Tenant active(String slug) {
        return active(new TenantId(UUID.randomUUID()), slug);
    }

    /** The same with a given id. */
    public static Tenant active(TenantId id, String slug) {
        return of(id, slug, "ACTIVE", Set.of(Operation.values()));
    }

    /** A tenant that may do nothing yet. */
    public static Tenant provisioning(String slug) {
        return of(new TenantId(UUID.randomUUID()), slug, "PROVISIONING", Set.of());
    }

    private static Tenant of(TenantId id, String slug, String status, Set<Operation> allowed) {
        var time = Instant.parse("2026-01-01T00:00:00Z");
        return new Tenant(
                id,
                1,
                slug,
                "Shop " + slug,
                Tenant.Kind.TEST,
                status,
                null,
                allowed,
                allowed.contains(Operation.LOGIN),
                List.of(slug + ".localhost"),
                "en-GB",
                "Europe/London",
                "GBP",
                List.of(new Tenant.Contact("owner", "Ada", "ada@" + slug + ".example", null)),
                null,
                "eu",
                Map.of(),
                time,
                time);
    }
}
