package io.centercontrol.tenants.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.tenants.Leavers;
import io.centercontrol.tenants.model.TenantSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tenants on their way out in PostgreSQL. */
@ApplicationScoped
class PostgresLeavers implements Leavers {
    /**
     * The name, contacts and labels of every document, and the values of what changed them. Who did something and why stays:
     * those are the platform's people, and it answers for its acts.
     */
    private static final String REDACT_HISTORY = """
            update tenant_history set
                document = document || jsonb_build_object('name', cast(:redacted as text), 'primaryDomain', null,
                    'contacts', jsonb_build_array(), 'labels', jsonb_build_object(), 'domains', jsonb_build_array()),
                changes = coalesce((
                    select json_agg(case
                        when f ->> 'path' in ('/name', '/contacts', '/primaryDomain', '/domains', '/hosts')
                            or f ->> 'path' like '/labels/%'
                        then f || jsonb_build_object(
                            'before', case when f -> 'before' is null or f -> 'before' = 'null' then null else cast(:redacted as text) end,
                            'after', case when f -> 'after' is null or f -> 'after' = 'null' then null else cast(:redacted as text) end)
                        else f end order by n)
                    from jsonb_array_elements(cast(changes as jsonb)) with ordinality as fields(f, n)), json_build_array())
            where id = :id""";

    private final Mutiny.SessionFactory sessions;

    PostgresLeavers(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<List<TenantId>> due(Instant now, int most) {
        return ids("due_at <= :moment order by due_at", now, most);
    }

    @Override
    public Uni<List<TenantId>> deletedBefore(Instant moment, int most) {
        return ids("deleted_at <= :moment and purged_at is null order by deleted_at", moment, most);
    }

    private Uni<List<TenantId>> ids(String condition, Instant moment, int most) {
        return sessions.withSession(
                        session -> OneColumn.select(session, "select id from tenant where " + condition, UUID.class)
                                .setParameter("moment", moment.atOffset(ZoneOffset.UTC))
                                .setMaxResults(most)
                                .getResultList())
                .map(found -> found.stream().map(TenantId::new).toList());
    }

    @Override
    public Uni<Integer> releaseSlugs(Instant moment) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(
                        "update tenant set slug_taken = false where slug_taken and purged_at is not null"
                                + " and deleted_at <= :moment")
                .setParameter("moment", moment.atOffset(ZoneOffset.UTC))
                .executeUpdate());
    }

    @Override
    public Uni<Void> redact(TenantId id) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(REDACT_HISTORY)
                .setParameter("redacted", TenantSettings.REDACTED)
                .setParameter("id", id.value())
                .executeUpdate()
                .chain(() -> session.createNativeQuery("delete from idempotency where strpos(body, :id) > 0")
                        .setParameter("id", id.toString())
                        .executeUpdate())
                .replaceWithVoid());
    }
}
