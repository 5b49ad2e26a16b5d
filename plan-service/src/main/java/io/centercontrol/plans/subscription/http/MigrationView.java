package io.centercontrol.plans.subscription.http;

import io.centercontrol.kernel.Actor;
import io.centercontrol.plans.subscription.http.SubscriptionView.ChangeView;
import io.centercontrol.plans.subscription.model.Migration;
import io.centercontrol.plans.subscription.model.PlanRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A migration as clients see it.
 *
 * @param common what changes for a tenant that has nothing but its plan
 * @param counts of tenants by how far they are
 */
record MigrationView(
        UUID id,
        PlanVersionView from,
        PlanVersionView to,
        Migration.State state,
        List<ChangeView> common,
        Migration.Counts counts,
        @Nullable String note,
        Actor actor,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Instant updatedAt) {
    /** A version of a plan. */
    record PlanVersionView(String plan, int version) {
        static PlanVersionView of(PlanRef plan) {
            return new PlanVersionView(plan.plan(), plan.version());
        }
    }

    static MigrationView of(Migration migration) {
        return new MigrationView(
                migration.id(),
                PlanVersionView.of(migration.from()),
                PlanVersionView.of(migration.to()),
                migration.state(),
                migration.common().stream().map(ChangeView::of).toList(),
                migration.counts(),
                migration.note(),
                migration.cause().actor(),
                migration.cause().reason(),
                migration.createdAt(),
                migration.startedAt(),
                migration.endedAt(),
                migration.updatedAt());
    }
}
