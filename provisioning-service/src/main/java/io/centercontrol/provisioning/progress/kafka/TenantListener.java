package io.centercontrol.provisioning.progress.kafka;

import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.centercontrol.provisioning.progress.EndTenant;
import io.centercontrol.provisioning.progress.HearTenant;
import io.centercontrol.provisioning.progress.model.Stage;
import io.centercontrol.provisioning.progress.model.TenantFacts;
import io.centercontrol.schemas.TenantStages;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.tenants.v1} that a tenant has a new version, or is purged. */
@Singleton
class TenantListener extends StateListener<TenantId, Tenant> {
    private final HearTenant hearTenant;
    private final EndTenant endTenant;

    TenantListener(HearTenant hearTenant, EndTenant endTenant) {
        super(StateTopic.TENANTS);
        this.hearTenant = hearTenant;
        this.endTenant = endTenant;
    }

    @Incoming(StateTopic.Channel.TENANTS)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Deed stands(Tenant tenant) {
        var change = tenant.getChange();
        var command = new HearTenant.Command(
                new TenantId(tenant.getId()),
                change.getVersion(),
                tenant.getSlug(),
                tenant.getName(),
                new TenantFacts.Own(tenant.getKind().name(), tenant.getRegion(), tenant.getLabels()),
                stage(tenant),
                change.getEventId(),
                change.getCorrelationId());
        return () -> hearTenant.run(command);
    }

    @Override
    protected Deed ended(TenantId tenant, long version) {
        return () -> endTenant.run(new EndTenant.Command(tenant, version));
    }

    private static Stage stage(Tenant tenant) {
        return switch (TenantStages.of(tenant)) {
            case UNKNOWN, LIVING -> Stage.LIVING;
            case EXPORTING -> Stage.EXPORTING;
            case ERASING -> Stage.ERASING;
            case DELETED -> Stage.DELETED;
        };
    }
}
