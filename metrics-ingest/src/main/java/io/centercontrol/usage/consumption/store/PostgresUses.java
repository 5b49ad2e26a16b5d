package io.centercontrol.usage.consumption.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.usage.consumption.Uses;
import io.centercontrol.usage.consumption.model.Use;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** What was used, in PostgreSQL. */
@Singleton
class PostgresUses implements Uses {
    private final Transactions transactions;
    private final Mutiny.SessionFactory sessions;
    private final Rounds rounds;

    PostgresUses(Transactions transactions, Mutiny.SessionFactory sessions, Rounds rounds) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.rounds = rounds;
    }

    @Override
    public Uni<Void> add(Collection<Use> uses) {
        if (uses.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transactions.run(session -> session.createNativeQuery(UseSql.ADD)
                .setParameter("rows", Rows.write(UseRows.Added.of(uses)))
                .executeUpdate()
                .invoke(() -> Transactions.afterCommit(rounds::stir))
                .replaceWithVoid());
    }

    @Override
    public Uni<Void> forget(TenantId tenant) {
        return transactions.run(session -> deleted(session, "consumption_used", tenant)
                .chain(() -> deleted(session, "consumption_latest", tenant))
                .replaceWithVoid());
    }

    private static Uni<Integer> deleted(Mutiny.Session session, String table, TenantId tenant) {
        return session.createNativeQuery("delete from " + table + " where tenant_id = :tenant")
                .setParameter("tenant", tenant.value())
                .executeUpdate();
    }

    @Override
    public Uni<List<String>> of(TenantId tenant) {
        return sessions.withSession(session -> OneColumn.select(session, UseSql.OF_TENANT, String.class)
                .setParameter("tenant", tenant.value())
                .getResultList());
    }

    @Override
    public Uni<Void> tidy(LocalDate oldest) {
        return transactions.run(session -> OneColumn.select(
                        session,
                        "select cast(drop_consumption_months(cast(cast(:oldest as text) as date)) as text)",
                        String.class)
                .setParameter("oldest", oldest.toString())
                .getSingleResult()
                .replaceWithVoid());
    }
}
