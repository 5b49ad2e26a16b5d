package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.progress.TenantsView;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** The local view of tenants in PostgreSQL. */
@ApplicationScoped
class PostgresTenantsView implements TenantsView {
    private static final String OBSERVE = """
            insert into tenant (id, version, slug, name) values (:id, :version, :slug, :name)
            on conflict (id) do update set version = excluded.version, slug = excluded.slug, name = excluded.name
            where tenant.version < excluded.version and not tenant.gone
            """;
    private static final String GONE = """
            insert into tenant (id, version, slug, name, gone) values (:id, :version, '', '', true)
            on conflict (id) do update set
              version = greatest(tenant.version, excluded.version), slug = '', name = '', gone = true
            where not tenant.gone
            """;

    private final Mutiny.SessionFactory sessions;

    PostgresTenantsView(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Boolean> observe(TenantId tenant, long version, String slug, String name) {
        return sessions.withSession(session -> session.createNativeQuery(OBSERVE)
                        .setParameter("id", tenant.value())
                        .setParameter("version", version)
                        .setParameter("slug", slug)
                        .setParameter("name", name)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    @Override
    public Uni<Boolean> gone(TenantId tenant, long version) {
        return sessions.withSession(session -> session.createNativeQuery(GONE)
                        .setParameter("id", tenant.value())
                        .setParameter("version", version)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }
}
