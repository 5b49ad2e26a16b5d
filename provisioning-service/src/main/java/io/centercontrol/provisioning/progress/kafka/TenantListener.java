package io.centercontrol.provisioning.progress.kafka;

import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.inbox.Listener;
import io.centercontrol.kit.inbox.Tombstone;
import io.centercontrol.provisioning.progress.EndTenant;
import io.centercontrol.provisioning.progress.FollowTenant;
import io.centercontrol.provisioning.progress.model.Stage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.tenants.v1} that a tenant has a new version, or is purged. */
@ApplicationScoped
class TenantListener extends Listener<TenantListener.News> {
    private static final String CHANNEL = "tenants";

    private final AvroWire wire;
    private final FollowTenant followTenant;
    private final EndTenant endTenant;

    TenantListener(AvroWire wire, FollowTenant followTenant, EndTenant endTenant) {
        this.wire = wire;
        this.followTenant = followTenant;
        this.endTenant = endTenant;
    }

    /** What a record of the topic can say. */
    sealed interface News {
        record Followed(FollowTenant.Command command) implements News {}

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
        return wire.decode(record.value(), Tenant.class).map(tenant -> {
            var change = tenant.getChange();
            return new News.Followed(new FollowTenant.Command(
                    new TenantId(tenant.getId()),
                    change.getVersion(),
                    tenant.getSlug(),
                    tenant.getName(),
                    stage(tenant.getStatus()),
                    change.getEventId(),
                    change.getCorrelationId()));
        });
    }

    @Override
    protected Uni<Void> apply(News news) {
        return switch (news) {
            case News.Followed(var command) -> followTenant.run(command);
            case News.Purged(var command) -> endTenant.run(command);
        };
    }

    /** A status of tomorrow is none that ends a life: those are known here before they are used. */
    private static Stage stage(TenantStatus status) {
        return switch (status) {
            case UNKNOWN, PROVISIONING, ACTIVE, SUSPENDED, DISABLED, DELETION_SCHEDULED -> Stage.LIVING;
            case EXPORTING -> Stage.EXPORTING;
            case ERASING -> Stage.ERASING;
            case DELETED -> Stage.DELETED;
        };
    }
}
