package io.centercontrol.integrations.endpoints.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.events.webhooks.WebhookPayload;
import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.schemas.Contract;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** A change of an endpoint as the Avro record of {@code cc.webhook-endpoints.v1}. */
@Singleton
class WebhookEndpointCodec extends AggregateCodec<WebhookEndpoint> {
    WebhookEndpointCodec(CodecTools tools) {
        super(tools, Contract.WEBHOOK_ENDPOINTS);
    }

    @Override
    protected SpecificRecord record(Change what, WebhookEndpoint endpoint) {
        var terms = endpoint.terms();
        var tenants = terms.tenants();
        var disabled = endpoint.disabled();
        return io.centercontrol.events.webhooks.WebhookEndpoint.newBuilder()
                .setChange(what)
                .setId(endpoint.id())
                .setName(terms.name())
                .setUrl(terms.url())
                .setTypes(List.copyOf(terms.types()))
                .setTenants(
                        tenants == null
                                ? null
                                : tenants.stream().map(TenantId::value).toList())
                .setPayload(WebhookPayload.valueOf(terms.payload().name()))
                .setOrdered(terms.ordered())
                .setEnabled(disabled == null)
                .setDisabledBecause(disabled == null ? null : disabled.name())
                .setRemoved(endpoint.removed())
                .setSecretSince(endpoint.secretSince())
                .setCreatedAt(endpoint.createdAt())
                .setUpdatedAt(endpoint.updatedAt())
                .build();
    }
}
