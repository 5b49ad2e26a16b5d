package io.centercontrol.tenants.http;

import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.tenants.model.Contact;
import io.centercontrol.tenants.model.Deletion;
import io.centercontrol.tenants.model.Hold;
import io.centercontrol.tenants.model.Operation;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantKind;
import io.centercontrol.tenants.model.TenantState;
import io.centercontrol.tenants.model.TenantStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as clients see it.
 *
 * @param registeredPlan the plan it was registered with, or null for the default; the plan service says which it has now
 * @param eventId the event that told of this version; the propagation ledger knows how far it is
 */
record TenantView(
        UUID id,
        String slug,
        String name,
        TenantKind kind,
        @Nullable String registeredPlan,
        TenantStatus status,
        @Nullable String statusReason,
        Set<Operation> allowedOperations,
        boolean ready,
        List<String> hosts,
        @Nullable String primaryDomain,
        String locale,
        String timeZone,
        String currency,
        String region,
        List<Contact> contacts,
        Map<String, String> labels,
        List<DomainView> domains,
        List<Hold> holds,
        @Nullable Deletion deletion,
        long version,
        Instant createdAt,
        Instant updatedAt,
        UUID eventId) {

    /** The answer to whoever reads or changed it. */
    static Answer<TenantView> answer(Kept<Tenant> saved) {
        return Answer.ok(of(saved)).tagged(saved.state().version());
    }

    static TenantView of(Kept<Tenant> saved) {
        var tenant = saved.state();
        var settings = tenant.settings();
        return new TenantView(
                tenant.id().value(),
                tenant.slug(),
                settings.name(),
                tenant.kind(),
                tenant.registeredPlan(),
                tenant.state().status(),
                tenant.statusReason(),
                new TreeSet<>(tenant.state().allowed()),
                tenant.state().ready(),
                tenant.hosts(),
                settings.primaryDomain(),
                settings.locale(),
                settings.timeZone(),
                settings.currency(),
                settings.region(),
                settings.contacts(),
                settings.labels(),
                tenant.domains().stream().map(DomainView::of).toList(),
                tenant.holds(),
                tenant.state() instanceof TenantState.Leaving leaving ? leaving.deletion() : null,
                tenant.version(),
                tenant.createdAt(),
                tenant.updatedAt(),
                saved.eventId());
    }
}
