package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Health;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready is who has a whole copy of the tenants, however old: an instance with a stale copy goes on serving. The copy of their
 * entitlements may come later, since the platform's default holds until then.
 */
@Readiness
@Singleton
final class DataPlaneReadiness implements HealthCheck {
    private final DataPlane plane;

    DataPlaneReadiness(DataPlane plane) {
        this.plane = plane;
    }

    @Override
    public HealthCheckResponse call() {
        var status = plane.status();
        var response = HealthCheckResponse.named("data-plane")
                .status(status.health() != Health.NOT_READY)
                .withData("health", status.health().name())
                .withData("instanceId", status.instanceId())
                .withData("tenants", status.tenants())
                .withData("lag", status.lag())
                .withData("quarantined", status.quarantined())
                .withData("repairs", status.repairs())
                .withData("entitlements", status.entitlements().records())
                .withData("entitlementsHealth", status.entitlements().health().name())
                .withData("entitlementsLag", status.entitlements().lag())
                .withData("plans", status.plans().records())
                .withData("flags", status.flags().records())
                .withData("flagsHealth", status.flags().health().name())
                .withData("limits", status.limits().records())
                .withData("trail", status.trail().size())
                .withData("trailRefused", status.trail().refused())
                .withData("notice", status.notice());
        var age = status.age();
        if (age != null) {
            response.withData("ageMillis", age.toMillis());
        }
        var remaining = status.leaseRemaining();
        if (remaining != null) {
            response.withData("leaseRemainingMillis", remaining.toMillis());
        }
        return response.build();
    }
}
