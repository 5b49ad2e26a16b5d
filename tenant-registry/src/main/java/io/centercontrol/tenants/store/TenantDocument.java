package io.centercontrol.tenants.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.tenants.model.Contact;
import io.centercontrol.tenants.model.Domain;
import io.centercontrol.tenants.model.Hold;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantKind;
import io.centercontrol.tenants.model.TenantSettings;
import io.centercontrol.tenants.model.TenantStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as the JSON that is kept of it, now and in its history. Old documents are read for ever: fields are only added,
 * and an added one may be missing.
 */
record TenantDocument(
        String slug,
        String kind,
        String status,
        boolean ready,
        @Nullable String statusReason,
        List<String> hosts,
        String name,
        String locale,
        String timeZone,
        String currency,
        List<Contact> contacts,
        @Nullable String primaryDomain,
        String region,
        Map<String, String> labels,
        String createdAt,
        String updatedAt,
        @Nullable DeletionDocument deletion,
        @Nullable List<Domain> domains,
        @Nullable List<Hold> holds,
        @Nullable String registeredPlan) {

    static TenantDocument of(Tenant tenant) {
        var settings = tenant.settings();
        return new TenantDocument(
                tenant.slug(),
                tenant.kind().name(),
                tenant.state().status().name(),
                tenant.state().ready(),
                tenant.statusReason(),
                tenant.hosts(),
                settings.name(),
                settings.locale(),
                settings.timeZone(),
                settings.currency(),
                settings.contacts(),
                settings.primaryDomain(),
                settings.region(),
                settings.labels(),
                tenant.createdAt().toString(),
                tenant.updatedAt().toString(),
                DeletionDocument.of(tenant.state()),
                tenant.domains(),
                tenant.holds(),
                tenant.registeredPlan());
    }

    Tenant toTenant(UUID id, long version) {
        return new Tenant(
                new TenantId(id),
                slug,
                TenantKind.valueOf(kind),
                registeredPlan,
                new TenantSettings(name, locale, timeZone, currency, contacts, primaryDomain, region, labels),
                DeletionDocument.state(TenantStatus.valueOf(status), ready, deletion),
                statusReason,
                domains == null ? List.of() : domains,
                holds == null ? List.of() : holds,
                hosts,
                version,
                Instant.parse(createdAt),
                Instant.parse(updatedAt));
    }
}
