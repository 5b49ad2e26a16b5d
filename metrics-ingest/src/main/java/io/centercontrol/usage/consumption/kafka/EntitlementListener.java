package io.centercontrol.usage.consumption.kafka;

import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.centercontrol.usage.consumption.Consumptions;
import io.centercontrol.usage.consumption.EndEntitlements;
import io.centercontrol.usage.consumption.HearEntitlements;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.entitlements.v1} which limits and meters a tenant is granted. */
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
        var entitled = new Consumptions.Entitled(
                new TenantId(entitlements.getTenantId()),
                entitlements.getChange().getVersion(),
                GrantReading.of(entitlements));
        return () -> hearEntitlements.run(new HearEntitlements.Command(entitled));
    }

    @Override
    protected Deed ended(TenantId tenant, long version) {
        return () -> endEntitlements.run(new EndEntitlements.Command(tenant));
    }
}
