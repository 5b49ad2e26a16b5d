package io.centercontrol.dataplane.wire;

import io.centercontrol.dataplane.Operation;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.events.Change;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.TenantStages;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads records of {@code cc.tenants.v1}. */
public final class TenantReader extends StateReader<io.centercontrol.events.tenants.Tenant, Tenant> {
    private final Shared<String> shared = new Shared<>();
    private final Shared<Set<Operation>> sharedOperations = new Shared<>();

    /** Reads with what the book knows. */
    public TenantReader(SchemaBook schemas) {
        super(
                schemas,
                KeyForm.TENANT_ID,
                io.centercontrol.events.tenants.Tenant.class,
                io.centercontrol.events.tenants.Tenant.getClassSchema());
    }

    @Override
    String id(io.centercontrol.events.tenants.Tenant read) {
        return read.getId().toString();
    }

    @Override
    Change change(io.centercontrol.events.tenants.Tenant read) {
        return read.getChange();
    }

    @Override
    Tenant value(io.centercontrol.events.tenants.Tenant read) {
        return new Tenant(
                new TenantId(read.getId()),
                read.getChange().getVersion(),
                read.getSlug(),
                read.getName(),
                kind(read.getKind()),
                read.getStatus().name(),
                read.getStatusReason(),
                sharedOperations.of(operations(read.getAllowedOperations())),
                read.getReady(),
                TenantStages.isLeaving(read),
                read.getHosts(),
                shared.of(read.getLocale()),
                shared.of(read.getTimeZone()),
                shared.of(read.getCurrency()),
                contacts(read.getContacts()),
                read.getPrimaryDomain(),
                shared.of(read.getRegion()),
                read.getLabels(),
                read.getCreatedAt(),
                read.getUpdatedAt(),
                domains(read.getDomains()));
    }

    private static Tenant.Kind kind(io.centercontrol.events.tenants.TenantKind kind) {
        return switch (kind) {
            case UNKNOWN -> Tenant.Kind.UNKNOWN;
            case LIVE -> Tenant.Kind.LIVE;
            case TEST -> Tenant.Kind.TEST;
        };
    }

    private static Set<Operation> operations(List<io.centercontrol.events.tenants.Operation> listed) {
        var operations = EnumSet.noneOf(Operation.class);
        for (var operation : listed) {
            switch (operation) {
                case NONE -> {}
                case LOGIN -> operations.add(Operation.LOGIN);
                case ORDER -> operations.add(Operation.ORDER);
                case BACKOFFICE_READ -> operations.add(Operation.BACKOFFICE_READ);
                case EXPORT -> operations.add(Operation.EXPORT);
            }
        }
        return Set.copyOf(operations);
    }

    private List<Tenant.Contact> contacts(List<io.centercontrol.events.tenants.Contact> contacts) {
        return contacts.stream()
                .map(contact -> new Tenant.Contact(
                        shared.of(contact.getRole()), contact.getName(), contact.getEmail(), contact.getPhone()))
                .toList();
    }

    private static List<Tenant.Domain> domains(List<io.centercontrol.events.tenants.Domain> domains) {
        return domains.stream()
                .map(domain ->
                        new Tenant.Domain(domain.getName(), domain.getStatus().name(), domain.getVerifiedAt()))
                .toList();
    }
}
