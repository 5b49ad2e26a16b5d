package io.centercontrol.usage.kpi.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.usage.kpi.Kpis;
import io.centercontrol.usage.kpi.model.Compared;
import io.centercontrol.usage.kpi.model.Order;
import io.centercontrol.usage.kpi.model.Ranked;
import io.centercontrol.usage.kpi.model.Span;
import io.centercontrol.usage.meters.model.Aggregation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What was counted, of the days in PostgreSQL. */
@Singleton
class PostgresKpis implements Kpis {
    private final Mutiny.SessionFactory sessions;

    PostgresKpis(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    private record TotalRow(String currency, BigInteger value, BigInteger before) {}

    private record RankedRow(Order list, UUID tenantId, BigInteger value, BigInteger before) {
        Ranked toRanked() {
            return new Ranked(new TenantId(tenantId), new Compared(value, before));
        }
    }

    @Override
    public Uni<Compared> activeTenants(Span span) {
        return sessions.withSession(session -> of(span, OneColumn.select(session, KpiSql.ACTIVE, String.class))
                .setParameter("to", span.to())
                .getSingleResult()
                .map(row -> Rows.read(row, Compared.class)));
    }

    @Override
    public Uni<List<Total>> totals(Asked asked, @Nullable TenantId tenant) {
        return sessions.withSession(session -> {
            var sql = KpiSql.totals(asked.aggregation(), tenant != null);
            var query = of(asked, OneColumn.select(session, sql, String.class));
            return (tenant == null ? query : query.setParameter("tenant", tenant.value()))
                    .getResultList()
                    .map(rows -> rows.stream()
                            .map(row -> Rows.read(row, TotalRow.class))
                            .map(row -> new Total(row.currency(), new Compared(row.value(), row.before())))
                            .toList());
        });
    }

    @Override
    public Uni<Map<Order, List<Ranked>>> ranking(Asked asked, String currency) {
        return sessions.withSession(session -> {
            var query = of(asked, OneColumn.select(session, KpiSql.ranking(asked.aggregation()), String.class));
            return (asked.aggregation() == Aggregation.UNIQUE ? query : query.setParameter("currency", currency))
                    .getResultList()
                    .map(PostgresKpis::lists);
        });
    }

    private static Map<Order, List<Ranked>> lists(List<String> rows) {
        var found = rows.stream()
                .map(row -> Rows.read(row, RankedRow.class))
                .collect(Collectors.groupingBy(
                        RankedRow::list, Collectors.mapping(RankedRow::toRanked, Collectors.toList())));
        var lists = new EnumMap<Order, List<Ranked>>(Order.class);
        found.forEach((order, some) -> lists.put(order, order.of(some)));
        return lists;
    }

    @Override
    public Uni<@Nullable Rhythm> rhythm(TenantId tenant, Span span) {
        return sessions.withSession(session -> of(span, OneColumn.select(session, KpiSql.RHYTHM, String.class))
                .setParameter("tenant", tenant.value())
                .getSingleResultOrNull()
                .map(row -> row == null ? null : Rows.read(row, Rhythm.class)));
    }

    private static Mutiny.SelectionQuery<String> of(Asked asked, Mutiny.SelectionQuery<String> query) {
        return of(asked.span(), query).setParameter("to", asked.span().to()).setParameter("meter", asked.meter());
    }

    private static Mutiny.SelectionQuery<String> of(Span span, Mutiny.SelectionQuery<String> query) {
        return query.setParameter("from", span.from())
                .setParameter("before", span.before().from());
    }
}
