package io.centercontrol.tenants;

import io.centercontrol.kernel.Ascii;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Someone asks which tenant an address leads to. */
@ApplicationScoped
public class ResolveTenant {
    private final Tenants tenants;

    ResolveTenant(Tenants tenants) {
        this.tenants = tenants;
    }

    /** What a tenant can be known by. */
    public sealed interface Command {
        /** A host name as it comes in a request, with or without port. */
        record ByHost(String host) implements Command {}

        /** A slug. */
        record BySlug(String slug) implements Command {}

        /** An id. */
        record ById(TenantId id) implements Command {}
    }

    /** The tenant; refuses when there is none. */
    public Uni<Kept<Tenant>> run(Command command) {
        return switch (command) {
            case Command.ByHost c -> tenants.byHost(normal(c.host()));
            case Command.BySlug c -> tenants.bySlug(Ascii.lower(c.slug()));
            case Command.ById c -> tenants.get(c.id());
        };
    }

    private static String normal(String host) {
        return DomainNames.compared(host.strip().replaceAll(":[0-9]{1,5}$", ""));
    }
}
