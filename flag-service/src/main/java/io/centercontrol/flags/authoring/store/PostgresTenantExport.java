package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.TenantExport;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.OneColumn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** What flags, rate limits and SDK keys say of a tenant, as one document. */
@ApplicationScoped
class PostgresTenantExport implements TenantExport {
    private static final String EXPORT = """
            select cast(json_build_object(
              'overrides', coalesce((select json_agg(json_build_object('flag', id, 'variant', document -> 'content'
                -> 'tenantOverrides' ->> cast(:tenant as text)) order by id) from flag
                where jsonb_exists(document -> 'content' -> 'tenantOverrides', cast(:tenant as text))), json_build_array()),
              'killSwitches', coalesce((select json_agg(json_build_object('flag', f.id, 'id', s ->> 'id', 'reason',
                s ->> 'reason', 'since', s ->> 'since', 'expiresAt', s ->> 'expiresAt') order by f.id, s ->> 'id')
                from flag f cross join lateral jsonb_array_elements(f.document -> 'killSwitches') s
                where f.killed and jsonb_exists(s -> 'tenants', cast(:tenant as text))), json_build_array()),
              'rateLimits', coalesce((select json_agg(json_build_object('id', id, 'version', version, 'removed', removed,
                'limit', document) order by id) from rate_limit where holder = 'tenant/' || cast(:tenant as text)),
                json_build_array()),
              'rateLimitHistory', coalesce((select json_agg(json_build_object('id', h.id, 'version', h.version, 'type',
                h.type, 'time', h.time, 'cause', h.cause, 'changes', h.changes) order by h.id, h.version)
                from rate_limit_history h join rate_limit r on r.id = h.id
                where r.holder = 'tenant/' || cast(:tenant as text)), json_build_array()),
              'sdkKeys', coalesce((select json_agg(json_build_object('id', id, 'name', document ->> 'name', 'scopes',
                document -> 'scopes', 'createdAt', document ->> 'createdAt', 'revokedAt', document ->> 'revokedAt')
                order by id) from sdk_key where jsonb_exists(document -> 'tenants', cast(:tenant as text))),
                json_build_array())) as text)
            """;

    private final Mutiny.SessionFactory sessions;

    PostgresTenantExport(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<String> of(TenantId tenant) {
        return sessions.withSession(session -> OneColumn.select(session, EXPORT, String.class)
                .setParameter("tenant", tenant.toString())
                .getSingleResult());
    }
}
