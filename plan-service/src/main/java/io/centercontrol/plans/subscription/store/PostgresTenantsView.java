package io.centercontrol.plans.subscription.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.view.ViewTable;
import io.centercontrol.plans.subscription.TenantsView;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The local view of tenants in PostgreSQL. */
@ApplicationScoped
class PostgresTenantsView implements TenantsView {
    private static final ViewTable<Row> TABLE = new ViewTable<>("tenant", "id", Row.class);

    private static final String ERASED = """
            insert into tenant (id, version, slug, name, leaving, created_at, begun)
            values (:id, 0, '', '', true, :created, true)
            on conflict (id) do update set leaving = true, begun = true
            """;
    private static final String ALONE =
            "select cast(pg_advisory_xact_lock(7249014, hashtext(cast(:id as text))) as text)";
    private static final String SELECT = "select cast(to_jsonb(t) as text) from tenant t where ";

    private final Mutiny.SessionFactory sessions;

    PostgresTenantsView(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A row of {@code tenant}. */
    private record Row(
            UUID id,
            long version,
            String slug,
            String name,
            boolean leaving,
            @Nullable String registeredPlan,
            Instant createdAt) {
        static Row of(KnownTenant tenant) {
            return new Row(
                    tenant.id().value(),
                    tenant.version(),
                    tenant.slug(),
                    tenant.name(),
                    tenant.leaving(),
                    tenant.registeredPlan(),
                    tenant.createdAt());
        }

        KnownTenant toKnown() {
            return new KnownTenant(new TenantId(id), version, slug, name, leaving, registeredPlan, createdAt);
        }
    }

    @Override
    public Uni<Void> alone(TenantId tenant) {
        return sessions.withSession(session -> OneColumn.select(session, ALONE, String.class)
                        .setParameter("id", tenant.toString())
                        .getSingleResult())
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> hear(KnownTenant tenant) {
        return sessions.withSession(session -> TABLE.hear(session, Row.of(tenant)));
    }

    @Override
    public Uni<Boolean> gone(TenantId tenant, long version) {
        return sessions.withSession(
                session -> TABLE.gone(session, new Row(tenant.value(), version, "", "", true, null, Instant.EPOCH)));
    }

    @Override
    public Uni<Optional<KnownTenant>> find(TenantId tenant) {
        return one(tenant, "");
    }

    @Override
    public Uni<Optional<KnownTenant>> lock(TenantId tenant) {
        return one(tenant, " for update");
    }

    private Uni<Optional<KnownTenant>> one(TenantId tenant, String lock) {
        return sessions.withSession(
                        session -> OneColumn.select(session, SELECT + "id = :id and not gone" + lock, String.class)
                                .setParameter("id", tenant.value())
                                .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row)
                        .map(text -> Rows.read(text, Row.class).toKnown()));
    }

    @Override
    public Uni<Set<TenantId>> leaving(Collection<TenantId> tenants) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                "select id from tenant where leaving and id in (select"
                                        + " cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))",
                                UUID.class)
                        .setParameter(
                                "ids",
                                Rows.write(tenants.stream().map(TenantId::value).toList()))
                        .getResultList())
                .map(ids -> ids.stream().map(TenantId::new).collect(Collectors.toSet()));
    }

    @Override
    public Uni<Void> begun(TenantId tenant) {
        return sessions.withSession(
                        session -> session.createNativeQuery("update tenant set begun = true where id = :id")
                                .setParameter("id", tenant.value())
                                .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> hasBegun(TenantId tenant) {
        return sessions.withSession(session -> OneColumn.select(
                        session, "select exists (select from tenant where id = :id and begun)", Boolean.class)
                .setParameter("id", tenant.value())
                .getSingleResult());
    }

    @Override
    public Uni<Void> erased(TenantId tenant) {
        return sessions.withSession(session -> session.createNativeQuery(ERASED)
                        .setParameter("id", tenant.value())
                        .setParameter("created", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<TenantId>> withoutSubscription(int most) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                "select id from tenant where not begun and not leaving and not gone"
                                        + " order by created_at, id limit " + most,
                                UUID.class)
                        .getResultList())
                .map(ids -> ids.stream().map(TenantId::new).toList());
    }
}
