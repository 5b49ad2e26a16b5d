package io.centercontrol.tenants.kafka;

import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceDeletion;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.inbox.Listener;
import io.centercontrol.tenants.Confirmation;
import io.centercontrol.tenants.HearDeletion;
import io.centercontrol.tenants.MarkTenantReady;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Hears from {@code cc.provisioning.v1} that a tenant is ready everywhere, is exported, is erased. */
@ApplicationScoped
class ProvisioningListener extends Listener<ProvisioningListener.News> {
    private static final String CHANNEL = "provisioning";

    private final AvroWire wire;
    private final MarkTenantReady markTenantReady;
    private final HearDeletion hearDeletion;

    ProvisioningListener(AvroWire wire, MarkTenantReady markTenantReady, HearDeletion hearDeletion) {
        this.wire = wire;
        this.markTenantReady = markTenantReady;
        this.hearDeletion = hearDeletion;
    }

    /** What a record means here. */
    sealed interface News {
        /** The tenant is gone, or nothing that matters here has happened yet. */
        record Nothing() implements News {}

        /** Every required service is ready. */
        record Ready(MarkTenantReady.Command command) implements News {}

        /** A deletion has come to an end of its exporting or erasing. */
        record Leaving(HearDeletion.Command command) implements News {}
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
            return Uni.createFrom().item(new News.Nothing());
        }
        return wire.decode(record.value(), Provisioning.class).map(ProvisioningListener::news);
    }

    private static News news(Provisioning provisioning) {
        var change = provisioning.getChange();
        var tenant = new TenantId(provisioning.getTenantId());
        var deletion = provisioning.getDeletion();
        if (deletion != null) {
            return deletion.getErased() || deletion.getExported()
                    ? new News.Leaving(new HearDeletion.Command(
                            tenant,
                            deletion.getErased(),
                            deletion.getServices().stream()
                                    .map(ProvisioningListener::confirmation)
                                    .toList(),
                            change.getCorrelationId(),
                            change.getEventId().toString()))
                    : new News.Nothing();
        }
        return provisioning.getReady()
                ? new News.Ready(new MarkTenantReady.Command(
                        tenant, change.getCorrelationId(), change.getEventId().toString()))
                : new News.Nothing();
    }

    private static Confirmation confirmation(ServiceDeletion service) {
        return new Confirmation(
                service.getService(),
                service.getExportedAt(),
                service.getExportSha256(),
                service.getExportBytes(),
                service.getErasedAt(),
                service.getErasedBy(),
                service.getKept().stream()
                        .map(kept -> new Confirmation.Retained(
                                kept.getWhat(), kept.getWhere(), kept.getUntil(), kept.getBasis()))
                        .toList(),
                unerased(service));
    }

    /** A waiver that nobody has agreed to, or that was not needed in the end, is none. */
    private static Confirmation.@Nullable Unerased unerased(ServiceDeletion service) {
        var waiver = service.getWaiver();
        if (waiver == null
                || service.getErasedAt() != null
                || !(waiver.getRetired() || waiver.getApprovedBy() != null)) {
            return null;
        }
        return new Confirmation.Unerased(
                waiver.getRetired() ? Confirmation.Unerased.Cause.RETIRED : Confirmation.Unerased.Cause.WAIVED,
                waiver.getReason(),
                waiver.getBy(),
                waiver.getAt(),
                waiver.getApprovedBy(),
                waiver.getApprovedAt());
    }

    @Override
    protected Uni<Void> apply(News news) {
        return switch (news) {
            case News.Nothing _ -> Uni.createFrom().voidItem();
            case News.Ready ready -> markTenantReady.run(ready.command()).replaceWithVoid();
            case News.Leaving leaving -> hearDeletion.run(leaving.command());
        };
    }
}
