package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.view.ViewTable;
import io.centercontrol.provisioning.progress.TenantsView;
import io.centercontrol.provisioning.progress.model.TenantFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The local view of tenants in PostgreSQL. */
@ApplicationScoped
class PostgresTenantsView implements TenantsView {
    private static final ViewTable<Row> TENANTS = new ViewTable<>("tenant", "id", Row.class);
    private static final ViewTable<OwnRow> OWN = new ViewTable<>("tenant_own", "id", OwnRow.class);
    private static final ViewTable<EntitledRow> ENTITLED = new ViewTable<>("tenant_entitled", "id", EntitledRow.class);

    private static final String ALONE =
            "select cast(pg_advisory_xact_lock(7249015, hashtext(cast(:id as text))) as text)";

    private static final String FACTS = "select " + FactsRow.SQL + FactsRow.FROM + " where t.id in (select"
            + " cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))";

    private final Mutiny.SessionFactory sessions;

    PostgresTenantsView(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    private record Row(UUID id, long version, String slug, String name) {}

    private record OwnRow(UUID id, long version, String kind, String region, Map<String, String> labels) {}

    private record EntitledRow(UUID id, long version, String plan, Set<String> features) {}

    /** What is known of one tenant. What is older than the tenant is known of counts for nothing: it is on its way. */
    record FactsRow(
            UUID id,
            @Nullable String kind,
            @Nullable String region,
            @Nullable Map<String, String> labels,
            @Nullable String plan,
            @Nullable Set<String> features) {
        /** Makes its text of {@link #FROM}. */
        static final String SQL = "cast(jsonb_build_object('id', t.id, 'kind', o.kind, 'region', o.region,"
                + " 'labels', o.labels, 'plan', e.plan, 'features', to_jsonb(e.features)) as text)";

        static final String FROM = " from tenant t left join tenant_own o on o.id = t.id and o.version >= t.version"
                + " left join tenant_entitled e on e.id = t.id and not e.gone";

        TenantId tenant() {
            return new TenantId(id);
        }

        TenantFacts toFacts() {
            return new TenantFacts(
                    kind == null || region == null || labels == null ? null : new TenantFacts.Own(kind, region, labels),
                    plan == null || features == null ? null : new TenantFacts.Entitled(plan, features));
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
    public Uni<Boolean> hear(TenantId tenant, long version, String slug, String name) {
        var row = new Row(tenant.value(), version, slug, name);
        return sessions.withSession(session -> TENANTS.hear(session, row));
    }

    @Override
    public Uni<Boolean> hearOwn(TenantId tenant, long version, TenantFacts.Own own) {
        var row = new OwnRow(tenant.value(), version, own.kind(), own.region(), own.labels());
        return sessions.withSession(session -> OWN.hear(session, row));
    }

    @Override
    public Uni<Boolean> gone(TenantId tenant, long version) {
        var left = new OwnRow(tenant.value(), version, "", "", Map.of());
        return sessions.withSession(session ->
                OWN.gone(session, left).chain(() -> TENANTS.gone(session, new Row(tenant.value(), version, "", ""))));
    }

    @Override
    public Uni<Boolean> hearEntitled(TenantId tenant, long version, TenantFacts.Entitled entitled) {
        var row = new EntitledRow(tenant.value(), version, entitled.plan(), entitled.features());
        return sessions.withSession(session -> ENTITLED.hear(session, row));
    }

    @Override
    public Uni<Boolean> entitledNoMore(TenantId tenant, long version) {
        var left = new EntitledRow(tenant.value(), version, "", Set.of());
        return sessions.withSession(session -> ENTITLED.gone(session, left));
    }

    @Override
    public Uni<Map<TenantId, TenantFacts>> facts(Collection<TenantId> tenants) {
        return sessions.withSession(session -> OneColumn.select(session, FACTS, String.class)
                        .setParameter(
                                "ids",
                                Rows.write(tenants.stream().map(TenantId::value).toList()))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, FactsRow.class))
                        .collect(Collectors.toMap(FactsRow::tenant, FactsRow::toFacts)));
    }
}
