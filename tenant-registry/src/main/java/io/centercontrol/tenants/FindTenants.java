package io.centercontrol.tenants;

import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone looks for tenants. */
@ApplicationScoped
public class FindTenants {
    private final Tenants tenants;

    FindTenants(Tenants tenants) {
        this.tenants = tenants;
    }

    /** What is looked for. */
    public record Command(
            TenantFilter filter,
            TenantSort sort,
            int limit,
            @Nullable String cursor) {}

    /** One page, with the number of all that fit. */
    public Uni<Page<Saved>> run(Command command) {
        return tenants.find(command.filter(), command.sort(), command.limit(), command.cursor());
    }
}
