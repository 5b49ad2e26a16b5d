package io.centercontrol.storefront;

import io.agroal.api.AgroalDataSource;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.UsageOutbox;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has the usage that orders leave in the shop's database told to the platform. */
@Singleton
final class ShipUsage {
    void begin(@Observes StartupEvent start, DataPlane plane, AgroalDataSource database) {
        plane.usage().ship(UsageOutbox.in(database));
    }
}
