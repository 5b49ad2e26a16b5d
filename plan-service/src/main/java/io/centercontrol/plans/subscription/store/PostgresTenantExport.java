package io.centercontrol.plans.subscription.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.plans.subscription.TenantExport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** A tenant's subscription with its history, as one document. */
@ApplicationScoped
class PostgresTenantExport implements TenantExport {
    private static final String EXPORT = """
            select cast(json_build_object(
              'subscription', (select document from subscription where id = :tenant),
              'history', coalesce((select json_agg(json_build_object('version', version, 'type', type, 'time', time,
                'cause', cause, 'changes', changes) order by version) from subscription_history where id = :tenant),
                json_build_array())) as text)
            """;

    private final Mutiny.SessionFactory sessions;

    PostgresTenantExport(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<String> of(TenantId tenant) {
        return sessions.withSession(session -> OneColumn.select(session, EXPORT, String.class)
                .setParameter("tenant", tenant.value())
                .getSingleResult());
    }
}
