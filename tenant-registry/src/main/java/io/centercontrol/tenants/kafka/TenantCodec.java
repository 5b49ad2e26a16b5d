package io.centercontrol.tenants.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.events.tenants.Contact;
import io.centercontrol.events.tenants.Deletion;
import io.centercontrol.events.tenants.Domain;
import io.centercontrol.events.tenants.DomainStatus;
import io.centercontrol.events.tenants.Hold;
import io.centercontrol.events.tenants.HoldKind;
import io.centercontrol.events.tenants.Operation;
import io.centercontrol.events.tenants.TenantKind;
import io.centercontrol.events.tenants.TenantStage;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.schemas.Contract;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantState;
import jakarta.inject.Singleton;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A change of a tenant as the Avro record of {@code cc.tenants.v1}: the whole tenant, and what happened to it. */
@Singleton
class TenantCodec extends AggregateCodec<Tenant> {
    TenantCodec(CodecTools tools) {
        super(tools, Contract.TENANTS);
    }

    @Override
    protected @Nullable SpecificRecord record(Change what, Tenant tenant) {
        if (tenant.isPurged()) {
            return null;
        }
        var settings = tenant.settings();
        return io.centercontrol.events.tenants.Tenant.newBuilder()
                .setChange(what)
                .setId(tenant.id().value())
                .setSlug(tenant.slug())
                .setName(settings.name())
                .setKind(TenantKind.valueOf(tenant.kind().name()))
                .setStatus(TenantStatus.valueOf(tenant.state().status().name()))
                .setStatusReason(tenant.statusReason())
                .setAllowedOperations(tenant.state().allowed().stream()
                        .map(operation -> Operation.valueOf(operation.name()))
                        .toList())
                .setReady(tenant.state().ready())
                .setHosts(tenant.hosts())
                .setLocale(settings.locale())
                .setTimeZone(settings.timeZone())
                .setCurrency(settings.currency())
                .setContacts(settings.contacts().stream()
                        .map(contact -> new Contact(contact.role(), contact.name(), contact.email(), contact.phone()))
                        .toList())
                .setPrimaryDomain(settings.primaryDomain())
                .setRegion(settings.region())
                .setLabels(settings.labels())
                .setCreatedAt(tenant.createdAt())
                .setUpdatedAt(tenant.updatedAt())
                .setDomains(tenant.domains().stream()
                        .map(domain -> new Domain(
                                domain.name(),
                                DomainStatus.valueOf(domain.status().name()),
                                domain.verifiedAt()))
                        .toList())
                .setHolds(tenant.holds().stream()
                        .map(hold -> new Hold(
                                hold.id(),
                                HoldKind.valueOf(hold.kind().name()),
                                hold.reason(),
                                hold.placedBy(),
                                hold.placedAt()))
                        .toList())
                .setDeletion(deletion(tenant.state()))
                .setRegisteredPlan(tenant.registeredPlan())
                .setStage(stage(tenant.state()))
                .build();
    }

    @Override
    protected TenantId tenant(Tenant tenant) {
        return tenant.id();
    }

    private static TenantStage stage(TenantState state) {
        return switch (state) {
            case TenantState.Staying _, TenantState.DeletionScheduled _ -> TenantStage.LIVING;
            case TenantState.Exporting _ -> TenantStage.EXPORTING;
            case TenantState.Erasing _ -> TenantStage.ERASING;
            case TenantState.Deleted _ -> TenantStage.DELETED;
        };
    }

    private static @Nullable Deletion deletion(TenantState state) {
        return switch (state) {
            case TenantState.Staying _ -> null;
            case TenantState.Leaving leaving -> {
                var deletion = leaving.deletion();
                yield new Deletion(deletion.requestedAt(), deletion.dueAt(), deletion.deletedAt());
            }
        };
    }
}
