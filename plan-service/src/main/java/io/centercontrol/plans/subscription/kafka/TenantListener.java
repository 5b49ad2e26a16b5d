package io.centercontrol.plans.subscription.kafka;

import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.inbox.Listener;
import io.centercontrol.kit.inbox.Tombstone;
import io.centercontrol.plans.subscription.EndTenant;
import io.centercontrol.plans.subscription.HearTenant;
import io.centercontrol.plans.subscription.TenantsView.KnownTenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.tenants.v1} that a tenant has a new version, or is purged. */
@ApplicationScoped
class TenantListener extends Listener<TenantListener.News> {
    private static final String CHANNEL = "tenants";

    private final AvroWire wire;
    private final HearTenant hearTenant;
    private final EndTenant endTenant;

    TenantListener(AvroWire wire, HearTenant hearTenant, EndTenant endTenant) {
        this.wire = wire;
        this.hearTenant = hearTenant;
        this.endTenant = endTenant;
    }

    /** What a record of the topic can say. */
    sealed interface News {
        record Changed(HearTenant.Command command) implements News {}

        record Purged(EndTenant.Command command) implements News {}
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Uni<News> decode(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            var tombstone = Tombstone.ofTenant(record);
            return Uni.createFrom()
                    .item(new News.Purged(new EndTenant.Command(tombstone.tenant(), tombstone.version())));
        }
        return wire.decode(record.value(), Tenant.class)
                .map(tenant -> new News.Changed(new HearTenant.Command(
                        new KnownTenant(
                                new TenantId(tenant.getId()),
                                tenant.getChange().getVersion(),
                                tenant.getSlug(),
                                tenant.getName(),
                                isLeaving(tenant.getStatus()),
                                tenant.getRegisteredPlan(),
                                tenant.getCreatedAt()),
                        tenant.getChange().getEventId(),
                        tenant.getChange().getCorrelationId())));
    }

    @Override
    protected Uni<Void> apply(News news) {
        return switch (news) {
            case News.Changed(var command) -> hearTenant.run(command);
            case News.Purged(var command) -> endTenant.run(command);
        };
    }

    /** A deletion that is only scheduled can be cancelled. A status of tomorrow ends no life. */
    private static boolean isLeaving(TenantStatus status) {
        return switch (status) {
            case UNKNOWN, PROVISIONING, ACTIVE, SUSPENDED, DISABLED, DELETION_SCHEDULED -> false;
            case EXPORTING, ERASING, DELETED -> true;
        };
    }
}
