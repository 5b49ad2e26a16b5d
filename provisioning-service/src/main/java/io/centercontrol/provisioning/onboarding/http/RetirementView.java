package io.centercontrol.provisioning.onboarding.http;

import io.centercontrol.provisioning.onboarding.RetireTenantService.Retired;
import java.util.UUID;

/**
 * A tenant service that was retired, and what it had to do with until then. With dryRun, what it has to do with now.
 *
 * @param tenants living tenants that it was ever asked to provision, and may hold something of
 * @param deletions tenants whose deletion waited for its word, and goes on without it
 * @param instances its instances that a change had to reach
 * @param credentials those that were taken away
 * @param eventId the event that told of it
 */
record RetirementView(
        TenantServiceView service, long tenants, long deletions, int instances, int credentials, UUID eventId) {
    static RetirementView of(Retired retired) {
        var kept = retired.written().kept();
        return new RetirementView(
                TenantServiceView.of(kept.state(), null),
                retired.holding().tenants(),
                retired.holding().deletions(),
                retired.instances(),
                retired.credentials(),
                kept.eventId());
    }
}
