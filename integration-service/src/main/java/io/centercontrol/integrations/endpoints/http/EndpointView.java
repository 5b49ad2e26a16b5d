package io.centercontrol.integrations.endpoints.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.integrations.endpoints.Traffic.Figures;
import io.centercontrol.integrations.endpoints.model.Disabled;
import io.centercontrol.integrations.endpoints.model.Payload;
import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as clients see it.
 *
 * @param tenants of whom alone it is told; null for everything
 * @param disabled why nothing is sent to it; null while it is enabled
 * @param pending how many deliveries wait
 * @param failures in a row
 * @param secret what its receiver verifies signatures with; only in the one answer that makes it
 * @param eventId the event that told of this version
 * @param changes after a change: what is other than it was
 */
record EndpointView(
        UUID id,
        String name,
        String url,
        List<String> types,
        @Nullable List<UUID> tenants,
        Payload payload,
        boolean ordered,
        @Nullable Disabled disabled,
        boolean removed,
        long pending,
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant deliveredAt,
        Instant secretSince,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret,
        UUID eventId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldChange> changes) {
    static EndpointView of(Kept<WebhookEndpoint> kept, Figures figures) {
        return of(kept, figures, null);
    }

    static EndpointView changed(Written<WebhookEndpoint> written, Figures figures) {
        return of(written.kept(), figures, written.fields());
    }

    EndpointView with(@Nullable String shown) {
        return new EndpointView(
                id,
                name,
                url,
                types,
                tenants,
                payload,
                ordered,
                disabled,
                removed,
                pending,
                failures,
                failingSince,
                deliveredAt,
                secretSince,
                createdAt,
                updatedAt,
                version,
                shown,
                eventId,
                changes);
    }

    private static EndpointView of(Kept<WebhookEndpoint> kept, Figures figures, @Nullable List<FieldChange> changes) {
        var endpoint = kept.state();
        var terms = endpoint.terms();
        var tenants = terms.tenants();
        return new EndpointView(
                endpoint.id(),
                terms.name(),
                terms.url(),
                List.copyOf(terms.types()),
                tenants == null ? null : tenants.stream().map(TenantId::value).toList(),
                terms.payload(),
                terms.ordered(),
                endpoint.disabled(),
                endpoint.removed(),
                figures.pending(),
                figures.failures(),
                figures.failingSince(),
                figures.deliveredAt(),
                endpoint.secretSince(),
                endpoint.createdAt(),
                endpoint.updatedAt(),
                endpoint.version(),
                null,
                kept.eventId(),
                changes);
    }
}
