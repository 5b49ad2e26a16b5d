package io.centercontrol.plans.subscription.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.plans.subscription.Migrations.Item;
import io.centercontrol.plans.subscription.Migrations.Listed;
import io.centercontrol.plans.subscription.model.Migration;
import io.centercontrol.plans.subscription.store.MigrationRow.ChangeDocument;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code migration_tenant}, in lists with the tenant's names. */
record MigrationItemRow(
        UUID tenantId,
        String state,
        @Nullable String conflict,
        @Nullable String message,
        @Nullable List<ChangeDocument> changes,
        @Nullable UUID eventId,
        @Nullable String slug,
        @Nullable String name) {
    static MigrationItemRow of(Item item) {
        var changes = item.changes();
        var conflict = item.conflict();
        return new MigrationItemRow(
                item.tenant().value(),
                item.step().name(),
                conflict == null ? null : conflict.name(),
                item.message(),
                changes == null ? null : ChangeDocument.of(changes),
                item.eventId(),
                null,
                null);
    }

    Listed toListed() {
        return new Listed(
                new Item(
                        new TenantId(tenantId),
                        Migration.Step.valueOf(state),
                        conflict == null ? null : Migration.Conflict.valueOf(conflict),
                        message,
                        changes == null ? null : ChangeDocument.toChanges(changes),
                        eventId),
                slug,
                name);
    }
}
