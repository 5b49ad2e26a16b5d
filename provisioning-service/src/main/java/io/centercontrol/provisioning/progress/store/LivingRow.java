package io.centercontrol.provisioning.progress.store;

import io.centercontrol.provisioning.progress.model.ServiceProvisioning;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A living tenant before one service, as JSON.
 *
 * @param entry null when the tenant never had to do with the service
 */
record LivingRow(
        UUID id,
        PostgresTenantsView.FactsRow facts,
        @Nullable ServiceDocument entry) {
    /** How many are read at once. */
    static final int PART = 2_000;

    @Nullable
    ServiceProvisioning toEntry() {
        return entry == null ? null : entry.toModel();
    }
}
