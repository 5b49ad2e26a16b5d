package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.view.ViewTable;
import io.centercontrol.provisioning.progress.TenantsView;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The local view of tenants in PostgreSQL. */
@ApplicationScoped
class PostgresTenantsView implements TenantsView {
    private static final ViewTable<Row> TABLE = new ViewTable<>("tenant", "id", Row.class);

    private final Mutiny.SessionFactory sessions;

    PostgresTenantsView(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    private record Row(UUID id, long version, String slug, String name) {}

    @Override
    public Uni<Boolean> hear(TenantId tenant, long version, String slug, String name) {
        return sessions.withSession(session -> TABLE.hear(session, new Row(tenant.value(), version, slug, name)));
    }

    @Override
    public Uni<Boolean> gone(TenantId tenant, long version) {
        return sessions.withSession(session -> TABLE.gone(session, new Row(tenant.value(), version, "", "")));
    }
}
