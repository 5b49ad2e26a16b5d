package io.centercontrol.governance.store;

import io.centercontrol.governance.Admission;
import io.centercontrol.governance.model.Governance;
import io.centercontrol.governance.model.GovernanceRefusals;
import io.centercontrol.governance.model.Terms;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Slots for tenants in PostgreSQL: the function {@code take_tenant_slot} locks, reads the limit, and counts, in this order. */
@ApplicationScoped
class PostgresAdmission implements Admission {
    private final Mutiny.SessionFactory sessions;

    PostgresAdmission(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Terms> terms() {
        return sessions.withSession(session -> session.find(GovernanceRow.class, Governance.ID))
                .map(row -> row.state().terms());
    }

    @Override
    public Uni<Void> admit(String kind) {
        return sessions.withSession(session -> {
            if (session.currentTransaction() == null) {
                throw new IllegalStateException("a slot is taken in the transaction that uses it");
            }
            return session.createNativeQuery("select taken, most, present from take_tenant_slot(:kind)", Object[].class)
                    .setParameter("kind", kind)
                    .getSingleResult()
                    .invoke(row -> {
                        if (!(Boolean) row[0]) {
                            throw GovernanceRefusals.limitReached(kind, (Long) row[1], (Long) row[2]);
                        }
                    })
                    .replaceWithVoid();
        });
    }
}
