package io.centercontrol.tenants.model;

import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tenants to begin with. */
final class TenantFixture {
    static final Instant REGISTERED = Instant.parse("2026-01-01T00:00:00Z");

    private TenantFixture() {}

    static Tenant tenant(TenantStatus status, boolean ready) {
        return new Tenant(
                new TenantId(new UUID(0, 1)),
                "acme",
                TenantKind.LIVE,
                null,
                settings(null),
                state(status, ready),
                null,
                List.of(),
                List.of(),
                List.of("acme.shops.test"),
                7,
                REGISTERED,
                REGISTERED);
    }

    static TenantState.Staying state(TenantStatus status, boolean ready) {
        return switch (status) {
            case PROVISIONING -> new TenantState.Provisioning();
            case ACTIVE -> new TenantState.Active();
            case SUSPENDED -> new TenantState.Suspended(ready);
            case DISABLED -> new TenantState.Disabled(ready);
            case DELETION_SCHEDULED, EXPORTING, ERASING, DELETED -> throw new IllegalArgumentException(status.name());
        };
    }

    static TenantSettings settings(@Nullable String domain) {
        return new TenantSettings(
                "Acme",
                "en-US",
                "UTC",
                "USD",
                List.of(new Contact("owner", "Ada", "ada@example.org", null)),
                domain,
                "eu-1",
                Map.of("tier", "gold"));
    }
}
