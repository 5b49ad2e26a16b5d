package io.centercontrol.usage.consumption.store;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.consumption.model.Consumption;
import io.centercontrol.usage.consumption.model.FeatureUse;
import io.centercontrol.usage.consumption.model.Granted;
import io.centercontrol.usage.consumption.store.Documents.GrantedDocument;
import io.centercontrol.usage.consumption.store.Documents.ToldDocument;
import io.centercontrol.usage.consumption.store.Documents.UseDocument;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of what is granted and told, as they go to and fro as JSON. */
final class ConsumptionRows {
    private ConsumptionRows() {}

    /** A row of {@code consumption}. */
    record ConsumptionRow(
            UUID id,
            List<GrantedDocument> granted,
            long version,
            @Nullable UUID eventId,
            @Nullable ToldDocument told,
            @Nullable Instant lookAt) {
        TenantId tenant() {
            return new TenantId(id);
        }

        List<Granted> grants() {
            return granted.stream().map(GrantedDocument::toModel).toList();
        }

        Consumption consumption() {
            return told == null ? Consumption.untold(tenant()) : told.toModel(tenant(), version);
        }

        /** What was told last; there must have been something. */
        Change<Consumption> last() {
            return new Change<>(consumption(), Objects.requireNonNull(told).type(), List.of());
        }
    }

    /** What is written of one that was told of. */
    record ToldRow(
            UUID id,
            long version,
            UUID eventId,
            ToldDocument told,
            @Nullable Instant lookAt) {}

    /** What is written of one that rests. */
    record RestRow(UUID id, @Nullable Instant lookAt) {}

    /** A row of {@code consumption_feature}. */
    record FeatureRow(
            UUID tenantId,
            String feature,
            int level,
            @Nullable Instant endsAt) {
        static FeatureRow of(TenantId tenant, FeatureUse use) {
            var window = use.window();
            return new FeatureRow(
                    tenant.value(), use.granted().feature(), use.level(), window == null ? null : window.end());
        }
    }

    /** A row of the list. */
    record FoundRow(UUID tenantId, String feature, UseDocument use, Instant updatedAt) {}
}
