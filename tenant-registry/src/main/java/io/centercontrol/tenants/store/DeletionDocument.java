package io.centercontrol.tenants.store;

import io.centercontrol.tenants.model.Deletion;
import io.centercontrol.tenants.model.TenantState;
import io.centercontrol.tenants.model.TenantStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a tenant's state beyond its name and whether it is ready.
 *
 * @param from name of the state that cancelling leads back to
 * @param fromReason the reason that goes with that state
 * @param exported every tenant service has exported, but a hold stands
 */
record DeletionDocument(
        Deletion deletion, @Nullable String from, @Nullable String fromReason, boolean exported) {
    static @Nullable DeletionDocument of(TenantState state) {
        return switch (state) {
            case TenantState.Staying _ -> null;
            case TenantState.DeletionScheduled s ->
                new DeletionDocument(s.deletion(), s.from().status().name(), s.fromReason(), false);
            case TenantState.Exporting s -> new DeletionDocument(s.deletion(), null, null, s.exported());
            case TenantState.Erasing s -> new DeletionDocument(s.deletion(), null, null, true);
            case TenantState.Deleted s -> new DeletionDocument(s.deletion(), null, null, true);
        };
    }

    /** The state that was kept under these names. */
    static TenantState state(TenantStatus status, boolean ready, @Nullable DeletionDocument document) {
        return switch (status) {
            case PROVISIONING, ACTIVE, SUSPENDED, DISABLED -> staying(status, ready);
            case DELETION_SCHEDULED -> {
                var kept = Objects.requireNonNull(document);
                var from = TenantStatus.valueOf(Objects.requireNonNull(kept.from));
                yield new TenantState.DeletionScheduled(staying(from, ready), kept.fromReason, kept.deletion);
            }
            case EXPORTING -> {
                var kept = Objects.requireNonNull(document);
                yield new TenantState.Exporting(ready, kept.exported, kept.deletion);
            }
            case ERASING -> new TenantState.Erasing(ready, Objects.requireNonNull(document).deletion);
            case DELETED -> new TenantState.Deleted(ready, Objects.requireNonNull(document).deletion);
        };
    }

    private static TenantState.Staying staying(TenantStatus status, boolean ready) {
        return switch (status) {
            case PROVISIONING -> new TenantState.Provisioning();
            case ACTIVE -> new TenantState.Active();
            case SUSPENDED -> new TenantState.Suspended(ready);
            case DISABLED -> new TenantState.Disabled(ready);
            case DELETION_SCHEDULED, EXPORTING, ERASING, DELETED ->
                throw new IllegalArgumentException(status + " is no state to come back to");
        };
    }
}
