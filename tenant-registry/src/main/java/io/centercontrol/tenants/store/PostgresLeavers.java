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
import java.util.Map;
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

    /** The moment of TEST tenants is never the earlier one, so that an index can be asked for it. */
    private static final String DELETED_BEFORE = "deleted_at <= :test and (kind = 'TEST' or deleted_at <= :moment)";

    private final Mutiny.SessionFactory sessions;

    PostgresLeavers(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<List<TenantId>> due(Instant now, int most) {
        return ids("due_at <= :moment order by due_at", Map.of("moment", now), most);
    }

    @Override
    public Uni<List<TenantId>> deletedBefore(Instant moment, Instant test, int most) {
        return ids(
                "purged_at is null and " + DELETED_BEFORE + " order by deleted_at",
                Map.of("moment", moment, "test", test),
                most);
    }

    private Uni<List<TenantId>> ids(String condition, Map<String, Instant> moments, int most) {
        return sessions.withSession(session -> {
                    var query = OneColumn.select(session, "select id from tenant where " + condition, UUID.class);
                    moments.forEach((name, moment) -> query.setParameter(name, moment.atOffset(ZoneOffset.UTC)));
                    return query.setMaxResults(most).getResultList();
                })
                .map(found -> found.stream().map(TenantId::new).toList());
    }

    @Override
    public Uni<Integer> releaseSlugs(Instant moment, Instant test) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(
                        "update tenant set slug_taken = false where slug_taken and purged_at is not null and "
                                + DELETED_BEFORE)
                .setParameter("moment", moment.atOffset(ZoneOffset.UTC))
                .setParameter("test", test.atOffset(ZoneOffset.UTC))
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
