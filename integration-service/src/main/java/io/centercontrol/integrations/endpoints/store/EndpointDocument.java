package io.centercontrol.integrations.endpoints.store;

import io.centercontrol.integrations.endpoints.model.Disabled;
import io.centercontrol.integrations.endpoints.model.Payload;
import io.centercontrol.integrations.endpoints.model.Terms;
import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An endpoint as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record EndpointDocument(
        String name,
        String url,
        List<String> types,
        @Nullable List<String> tenants,
        String payload,
        boolean ordered,
        @Nullable String disabled,
        String secretSince,
        boolean removed,
        String createdAt,
        String updatedAt) {
    static EndpointDocument of(WebhookEndpoint endpoint) {
        var terms = endpoint.terms();
        var tenants = terms.tenants();
        var disabled = endpoint.disabled();
        return new EndpointDocument(
                terms.name(),
                terms.url(),
                List.copyOf(terms.types()),
                tenants == null
                        ? null
                        : tenants.stream().map(TenantId::toString).toList(),
                terms.payload().name(),
                terms.ordered(),
                disabled == null ? null : disabled.name(),
                endpoint.secretSince().toString(),
                endpoint.removed(),
                endpoint.createdAt().toString(),
                endpoint.updatedAt().toString());
    }

    WebhookEndpoint toEndpoint(UUID id, long version) {
        return new WebhookEndpoint(
                id,
                new Terms(
                        name,
                        url,
                        new TreeSet<>(types),
                        tenants == null
                                ? null
                                : tenants.stream().map(TenantId::parse).collect(Collectors.toCollection(TreeSet::new)),
                        Payload.valueOf(payload),
                        ordered),
                disabled == null ? null : Disabled.valueOf(disabled),
                Instant.parse(secretSince),
                removed,
                version,
                Instant.parse(createdAt),
                Instant.parse(updatedAt));
    }
}
