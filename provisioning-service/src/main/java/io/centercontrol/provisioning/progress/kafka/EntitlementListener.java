package io.centercontrol.provisioning.progress.kafka;

import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.centercontrol.provisioning.progress.EndEntitlements;
import io.centercontrol.provisioning.progress.HearEntitlements;
import io.centercontrol.provisioning.progress.model.TenantFacts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.entitlements.v1} which plan a tenant has, and which switches are on for it. */
@Singleton
class EntitlementListener extends StateListener<TenantId, Entitlements> {
    private final HearEntitlements hearEntitlements;
    private final EndEntitlements endEntitlements;

    EntitlementListener(HearEntitlements hearEntitlements, EndEntitlements endEntitlements) {
        super(StateTopic.ENTITLEMENTS);
        this.hearEntitlements = hearEntitlements;
        this.endEntitlements = endEntitlements;
    }

    @Incoming(StateTopic.Channel.ENTITLEMENTS)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Deed stands(Entitlements entitlements) {
        var change = entitlements.getChange();
        var command = new HearEntitlements.Command(
                new TenantId(entitlements.getTenantId()),
                change.getVersion(),
                entitled(entitlements),
                change.getEventId(),
                change.getCorrelationId());
        return () -> hearEntitlements.run(command);
    }

    @Override
    protected Deed ended(TenantId tenant, long version) {
        return () -> endEntitlements.run(new EndEntitlements.Command(tenant, version));
    }

    private static TenantFacts.Entitled entitled(Entitlements entitlements) {
        return new TenantFacts.Entitled(
                entitlements.getPlan(),
                entitlements.getValues().stream()
                        .map(value -> value.getGrant())
                        .filter(grant -> grant.getKind() == FeatureKind.SWITCH && grant.getOn())
                        .map(grant -> grant.getFeature())
                        .collect(Collectors.toSet()));
    }
}
