package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows the tenant services. */
@ApplicationScoped
public class FindTenantServices {
    private final TenantServices services;

    FindTenantServices(TenantServices services) {
        this.services = services;
    }

    /** All, ordered by key. */
    public Uni<List<TenantService>> run() {
        return services.known().map(known -> List.copyOf(known.byKey().values()));
    }

    /** One; refused when it is not known. */
    public Uni<Saved<TenantService>> one(String key) {
        return services.find(key)
                .map(found -> found.orElseThrow(() -> new Refusal.NotFound(
                                "TENANT_SERVICE_NOT_FOUND", "There is no tenant service of this key.")
                        .asException()));
    }
}
