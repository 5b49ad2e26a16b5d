package io.centercontrol.plans.subscription.http;

import io.centercontrol.plans.subscription.Migrations.Listed;
import io.centercontrol.plans.subscription.http.SubscriptionView.ChangeView;
import io.centercontrol.plans.subscription.model.Migration;
import io.centercontrol.plans.subscription.model.ValueChange;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One tenant of a migration.
 *
 * @param changes what it sees change, or saw; nothing for one that stays where it is
 * @param eventId the event that told of its move
 */
record MigrationTenantView(
        UUID tenantId,
        @Nullable String slug,
        @Nullable String name,
        Migration.Step state,
        Migration.@Nullable Conflict conflict,
        @Nullable String message,
        List<ChangeView> changes,
        @Nullable UUID eventId) {
    static MigrationTenantView of(Listed listed, List<ValueChange> common) {
        var item = listed.item();
        var changes = item.step() == Migration.Step.SKIPPED
                ? List.<ValueChange>of()
                : Objects.requireNonNullElse(item.changes(), common);
        return new MigrationTenantView(
                item.tenant().value(),
                listed.slug(),
                listed.name(),
                item.step(),
                item.conflict(),
                item.message(),
                changes.stream().map(ChangeView::of).toList(),
                item.eventId());
    }
}
