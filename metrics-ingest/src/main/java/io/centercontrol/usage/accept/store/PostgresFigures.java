package io.centercontrol.usage.accept.store;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.usage.accept.Figures;
import io.centercontrol.usage.accept.model.FigureRefusals;
import io.centercontrol.usage.meters.model.Aggregation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Figures of minutes and days, put together for longer times. */
@Singleton
class PostgresFigures implements Figures {
    /** A figure for each tenant and group that is kept apart, so that the latest of each is known before they are added. */
    private static final String MINUTES = """
            select date_trunc(:unit, m.minute, :zone) as since, m.tenant_id, m.currency, m.groups, sum(m.events) as events,
              cast(%s as numeric) as value
            from usage_minute m%s group by 1, 2, 3, 4
            """;

    private static final String DAYS = """
            select date_trunc(:unit, cast(m.day as timestamp) at time zone 'UTC', :zone) as since, m.tenant_id, '' as currency,
              m.groups, cast(0 as bigint) as events, m.subject as value
            from usage_subject m%s
            """;

    private static final String FIGURES = """
            with parts as (%s),
            figures as (
              select p.since, p.currency, (select coalesce(jsonb_object_agg(g, coalesce(p.groups ->> g, '')), '{}')
                  from unnest(string_to_array(:groups, ',')) g) as groups, p.tenant_id, p.events, p.value from parts p)
            select cast(to_jsonb(r) as text) from (
              select f.since as "from",
                timezone(:zone, timezone(:zone, f.since) + cast('1 ' || :unit as interval)) as "to",
                f.currency, f.groups, cast(f.groups as text) as place, %s as events, %s as value
              from figures f group by f.since, f.currency, f.groups) r
            where cast(:after as timestamptz) is null
              or (r."from", r.currency, r.place) > (cast(:after as timestamptz), :currency, :place)
            order by r."from", r.currency, r.place limit :most
            """;

    private static final String ZONE =
            "select time_zone from usage_tenant where tenant_id = :tenant and not gone and not leaving";

    private final Mutiny.SessionFactory sessions;

    PostgresFigures(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A figure, and where a page goes on behind it. */
    private record Row(
            Instant from,
            Instant to,
            String currency,
            Map<String, String> groups,
            String place,
            long events,
            BigInteger value) {
        Figure toFigure() {
            return new Figure(from, to, currency, groups, events, value);
        }

        String cursor() {
            return Cursor.of(from.toString(), currency, place);
        }
    }

    @Override
    public Uni<Page<Figure>> of(Question question, int limit, @Nullable String cursor) {
        var place = Cursor.read(cursor, 3);
        var after = place == null ? null : Cursor.time(place.getFirst()).atOffset(ZoneOffset.UTC);
        var conditions = conditions(question);
        var sql = sql(question.aggregation(), conditions);
        return sessions.withSession(session -> conditions
                        .bind(OneColumn.select(session, sql, String.class))
                        .setParameter("unit", question.step().unit())
                        .setParameter("zone", question.zone())
                        .setParameter("groups", String.join(",", question.groupBy()))
                        .setParameter("after", after)
                        .setParameter("currency", place == null ? "" : place.get(1))
                        .setParameter("place", place == null ? "" : place.getLast())
                        .setParameter("most", limit + 1)
                        .getResultList())
                .map(rows -> page(rows, limit, place == null));
    }

    private static Page<Figure> page(List<String> rows, int limit, boolean isFirst) {
        var read =
                rows.stream().limit(limit).map(row -> Rows.read(row, Row.class)).toList();
        var more = rows.size() > limit;
        return new Page<>(
                read.stream().map(Row::toFigure).toList(),
                more ? read.getLast().cursor() : null,
                rows.size(),
                isFirst && !more);
    }

    private static String sql(Aggregation aggregation, Conditions conditions) {
        var where = conditions.where();
        return switch (aggregation) {
            case SUM, COUNT ->
                FIGURES.formatted(MINUTES.formatted("sum(m.total)", where), "sum(f.events)", "sum(f.value)");
            case MAX -> FIGURES.formatted(MINUTES.formatted("max(m.highest)", where), "sum(f.events)", "max(f.value)");
            case LATEST ->
                FIGURES.formatted(
                        MINUTES.formatted("(array_agg(m.latest order by m.latest_at desc))[1]", where),
                        "sum(f.events)",
                        "sum(f.value)");
            case UNIQUE ->
                FIGURES.formatted(DAYS.formatted(where), "count(*)", "count(distinct (f.tenant_id, f.value))");
        };
    }

    private static Conditions conditions(Question question) {
        var tenant = question.tenant();
        var conditions = new Conditions()
                .add("m.meter = :meter", "meter", question.meter())
                .add("m.tenant_id = :tenant", "tenant", tenant == null ? null : tenant.value());
        return question.aggregation() == Aggregation.UNIQUE
                ? conditions
                        .add("m.day >= :from", "from", LocalDate.ofInstant(question.from(), ZoneOffset.UTC))
                        .add("m.day < :to", "to", LocalDate.ofInstant(question.to(), ZoneOffset.UTC))
                : conditions
                        .add("m.minute >= :from", "from", question.from().atOffset(ZoneOffset.UTC))
                        .add("m.minute < :to", "to", question.to().atOffset(ZoneOffset.UTC));
    }

    @Override
    public Uni<String> zone(TenantId tenant) {
        return sessions.withSession(session -> OneColumn.select(session, ZONE, String.class)
                        .setParameter("tenant", tenant.value())
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> FigureRefusals.noTenant(tenant));
    }
}
