package io.centercontrol.usage.accept.store;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.usage.accept.Figures;
import io.centercontrol.usage.accept.model.FigureRefusals;
import io.centercontrol.usage.accept.model.Pieces;
import io.centercontrol.usage.accept.model.Stretch;
import io.centercontrol.usage.meters.model.Aggregation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Figures of minutes and days, put together for longer times. */
@Singleton
class PostgresFigures implements Figures {
    private static final String ZONE =
            "select time_zone from usage_tenant where tenant_id = :tenant and not gone and not leaving";

    /** Those of which there may be figures; asked one by one, so that a page costs what it has, however many there are. */
    private static final String TENANTS = """
            select t.tenant_id from usage_tenant t cross join lateral (select 1 from %s m where m.tenant_id = t.tenant_id
              and m.meter = :meter and m.day >= :low and m.day <= :high limit 1) d%s
            order by t.tenant_id limit :most
            """;

    private static final UUID NOBODY = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;

    PostgresFigures(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A figure, and where a page goes on behind it. */
    private record Row(
            @Nullable UUID tenantId,
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

        OfTenant toFigureOfTenant() {
            return new OfTenant(new TenantId(Objects.requireNonNull(tenantId)), toFigure());
        }

        String cursor() {
            return Cursor.of(from.toString(), currency, place);
        }

        String cursorOfTenant() {
            return Cursor.of(String.valueOf(tenantId), from.toString(), currency, place);
        }
    }

    @Override
    public Uni<Page<Figure>> of(Question question, int limit, @Nullable String cursor) {
        var place = Cursor.read(cursor, 3);
        return rows(question, FigureSql.together(question.aggregation()), conditions(question), place, limit)
                .map(rows -> page(rows, limit, place == null, Row::cursor).map(Row::toFigure));
    }

    @Override
    public Uni<Page<OfTenant>> byTenant(Question question, int limit, @Nullable String cursor) {
        var values = Cursor.read(cursor, 4);
        var first = values == null ? null : Cursor.uuid(Cursor.of(values.getFirst()), NOBODY);
        var place = values == null ? null : values.subList(1, 4);
        return further(question, first, place, limit + 1, atOnce(question, limit))
                .map(rows ->
                        page(rows, limit, values == null, Row::cursorOfTenant).map(Row::toFigureOfTenant));
    }

    /** Of how many tenants figures are looked for at first, so that they hardly have more than fit into a page. */
    private static int atOnce(Question question, int limit) {
        var steps = Duration.between(question.from(), question.to())
                .dividedBy(question.step().least());
        return (int) Math.clamp(limit / Math.max(1, steps), 1, limit);
    }

    /**
     * Figures tenant by tenant: of some of those that have any, and of more as long as there is room.
     *
     * @param first the first of them; null for the very first
     * @param place where to go on in that one's; null at its beginning
     */
    private Uni<List<String>> further(
            Question question, @Nullable UUID first, @Nullable List<String> place, int room, int atOnce) {
        return tenants(question, first, atOnce + 1).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(List.of());
            }
            var last = found.get(Math.min(atOnce, found.size()) - 1);
            var conditions = conditions(question)
                    .add("m.tenant_id >= :behind", "behind", first == null ? found.getFirst() : first)
                    .add("m.tenant_id <= :last", "last", last);
            return rows(question, FigureSql.byTenant(question.aggregation()), conditions, place, room)
                    .chain(rows -> found.size() <= atOnce || rows.size() >= room
                            ? Uni.createFrom().item(rows)
                            : further(question, found.getLast(), null, room - rows.size(), Math.min(2 * atOnce, room))
                                    .map(more -> Stream.concat(rows.stream(), more.stream())
                                            .toList()));
        });
    }

    private Uni<List<UUID>> tenants(Question question, @Nullable UUID first, int most) {
        var table = question.aggregation() == Aggregation.UNIQUE ? "usage_subject" : "usage_day";
        var tenant = question.tenant();
        var conditions = new Conditions()
                .add("t.tenant_id >= :behind", "behind", first)
                .add("t.tenant_id = :tenant", "tenant", tenant == null ? null : tenant.value());
        return sessions.withSession(session -> conditions
                .bind(OneColumn.select(session, TENANTS.formatted(table, conditions.where()), UUID.class))
                .setParameter("meter", question.meter())
                .setParameter("low", LocalDate.ofInstant(question.from(), ZoneOffset.UTC))
                .setParameter("high", LocalDate.ofInstant(question.to(), ZoneOffset.UTC))
                .setParameter("most", most)
                .getResultList());
    }

    private Uni<List<String>> rows(
            Question question, FigureSql sql, Conditions conditions, @Nullable List<String> place, int limit) {
        var after = place == null ? null : Cursor.time(place.getFirst()).atOffset(ZoneOffset.UTC);
        return sessions.withSession(session -> from(session, question, sql, conditions)
                .setParameter("unit", question.step().unit())
                .setParameter("zone", question.zone())
                .setParameter("groups", String.join(",", question.groupBy()))
                .setParameter("after", after)
                .setParameter("currency", place == null ? "" : place.get(1))
                .setParameter("place", place == null ? "" : place.getLast())
                .setParameter("most", limit + 1)
                .getResultList());
    }

    private static Mutiny.SelectionQuery<String> from(
            Mutiny.Session session, Question question, FigureSql sql, Conditions conditions) {
        if (question.aggregation() == Aggregation.UNIQUE) {
            conditions
                    .add("m.day >= :from", "from", LocalDate.ofInstant(question.from(), ZoneOffset.UTC))
                    .add("m.day < :to", "to", LocalDate.ofInstant(question.to(), ZoneOffset.UTC));
            return conditions.bind(OneColumn.select(session, sql.with(conditions.where()), String.class));
        }
        var pieces = Pieces.of(
                question.step(),
                question.tenant() != null,
                question.zone(),
                new Stretch(question.from(), question.to()));
        var counted = new Counted(pieces, conditions);
        return counted.bind(OneColumn.select(session, sql.with(counted.text()), String.class));
    }

    private static Page<Row> page(List<String> rows, int limit, boolean isFirst, Function<Row, String> cursor) {
        var read =
                rows.stream().limit(limit).map(row -> Rows.read(row, Row.class)).toList();
        var more = rows.size() > limit;
        return new Page<>(read, more ? cursor.apply(read.getLast()) : null, rows.size(), isFirst && !more);
    }

    private static Conditions conditions(Question question) {
        var tenant = question.tenant();
        return new Conditions()
                .add("m.meter = :meter", "meter", question.meter())
                .add("m.tenant_id = :tenant", "tenant", tenant == null ? null : tenant.value());
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
