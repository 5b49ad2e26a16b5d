package io.centercontrol.plans.subscription.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.plans.catalog.model.Grant;
import io.centercontrol.plans.catalog.store.GrantDocument;
import io.centercontrol.plans.subscription.model.Migration;
import io.centercontrol.plans.subscription.model.PlanRef;
import io.centercontrol.plans.subscription.model.ValueChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code migration}. */
record MigrationRow(
        UUID id,
        String fromPlan,
        int fromVersion,
        String toPlan,
        int toVersion,
        String state,
        String reason,
        Cause cause,
        List<ChangeDocument> common,
        long total,
        long pending,
        long moved,
        long skipped,
        long failed,
        @Nullable String note,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Instant updatedAt) {

    /** A value that changes. */
    record ChangeDocument(
            String feature,
            @Nullable GrantDocument before,
            @Nullable GrantDocument after) {
        static List<ChangeDocument> of(List<ValueChange> changes) {
            return changes.stream()
                    .map(change ->
                            new ChangeDocument(change.feature(), document(change.before()), document(change.after())))
                    .toList();
        }

        static List<ValueChange> toChanges(List<ChangeDocument> documents) {
            return documents.stream()
                    .map(document ->
                            new ValueChange(document.feature(), grant(document.before()), grant(document.after())))
                    .toList();
        }

        private static @Nullable GrantDocument document(@Nullable Grant grant) {
            return grant == null ? null : GrantDocument.of(grant);
        }

        private static @Nullable Grant grant(@Nullable GrantDocument document) {
            return document == null ? null : document.toGrant();
        }
    }

    static MigrationRow of(Migration migration) {
        var counts = migration.counts();
        return new MigrationRow(
                migration.id(),
                migration.from().plan(),
                migration.from().version(),
                migration.to().plan(),
                migration.to().version(),
                migration.state().name(),
                String.valueOf(migration.cause().reason()),
                migration.cause(),
                ChangeDocument.of(migration.common()),
                counts.total(),
                counts.pending(),
                counts.moved(),
                counts.skipped(),
                counts.failed(),
                migration.note(),
                migration.createdAt(),
                migration.startedAt(),
                migration.endedAt(),
                migration.updatedAt());
    }

    Migration toMigration() {
        return new Migration(
                id,
                new PlanRef(fromPlan, fromVersion),
                new PlanRef(toPlan, toVersion),
                Migration.State.valueOf(state),
                ChangeDocument.toChanges(common),
                cause,
                new Migration.Counts(total, pending, moved, skipped, failed),
                note,
                createdAt,
                startedAt,
                endedAt,
                updatedAt);
    }
}
