package io.centercontrol.usage.accept.kafka;

import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.centercontrol.schemas.TenantStages;
import io.centercontrol.usage.accept.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.tenants.v1} which tenants there are. */
@Singleton
class TenantListener extends StateListener<TenantId, Tenant> {
    private final Tenants tenants;

    TenantListener(Tenants tenants) {
        super(StateTopic.TENANTS);
        this.tenants = tenants;
    }

    @Incoming(StateTopic.Channel.TENANTS)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Deed stands(Tenant tenant) {
        var known = new Tenants.KnownTenant(
                new TenantId(tenant.getId()),
                tenant.getChange().getVersion(),
                tenant.getTimeZone(),
                TenantStages.isLeaving(tenant));
        return () -> tenants.hear(known);
    }

    @Override
    protected Deed ended(TenantId tenant, long version) {
        return () -> tenants.ended(tenant, version);
    }
}
