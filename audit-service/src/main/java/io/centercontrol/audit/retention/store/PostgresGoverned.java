package io.centercontrol.audit.retention.store;

import io.centercontrol.audit.retention.Governed;
import io.centercontrol.audit.retention.model.Bounds;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The local view of governance in PostgreSQL. */
@Singleton
class PostgresGoverned implements Governed {
    private final Transactions transactions;

    PostgresGoverned(Transactions transactions) {
        this.transactions = transactions;
    }

    private record Row(@Nullable Long least, @Nullable Long most) {
        Bounds toBounds() {
            return new Bounds(duration(least), duration(most));
        }

        private static @Nullable Duration duration(@Nullable Long seconds) {
            return seconds == null ? null : Duration.ofSeconds(seconds);
        }
    }

    @Override
    public Uni<Bounds> bounds() {
        return transactions.run(session -> OneColumn.select(
                        session, "select cast(to_jsonb(g) as text) from governance_view g", String.class)
                .getSingleResultOrNull()
                .map(row ->
                        row == null ? Bounds.NONE : Rows.read(row, Row.class).toBounds()));
    }

    @Override
    public Uni<Void> hear(long version, Bounds bounds) {
        return transactions.run(session -> session.createNativeQuery("""
                        insert into governance_view (version, least, most)
                        values (:version, cast(:least as bigint), cast(:most as bigint))
                        on conflict (one_row) do update set
                          version = excluded.version, least = excluded.least, most = excluded.most
                        where governance_view.version < excluded.version
                        """)
                .setParameter("version", version)
                .setParameter("least", seconds(bounds.least()))
                .setParameter("most", seconds(bounds.most()))
                .executeUpdate()
                .replaceWithVoid());
    }

    private static @Nullable Long seconds(@Nullable Duration time) {
        return time == null ? null : time.toSeconds();
    }
}
