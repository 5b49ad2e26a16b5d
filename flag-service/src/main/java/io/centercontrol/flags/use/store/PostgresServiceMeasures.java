package io.centercontrol.flags.use.store;

import io.centercontrol.flags.use.ServiceMeasures;
import io.centercontrol.flags.use.ServiceMinute;
import io.centercontrol.flags.use.model.Calls;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Services' minutes in PostgreSQL. */
@Singleton
class PostgresServiceMeasures implements ServiceMeasures {
    private static final String FROM = """
            from service_minute m where service = :service
              and minute >= cast(cast(:from as text) as timestamptz) and minute < cast(cast(:to as text) as timestamptz)
            """;
    private static final String ROWS = "select cast(to_jsonb(m) as text) " + FROM;

    private final Mutiny.SessionFactory sessions;

    PostgresServiceMeasures(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A row of {@code service_minute}. */
    private record Row(String service, Instant minute, long requests, long errors, List<Long> latency) {
        ServiceMinute toMinute() {
            return new ServiceMinute(minute, new Calls(requests, errors, latency));
        }
    }

    @Override
    public Uni<Page<ServiceMinute>> page(String service, Instant from, Instant to, @Nullable Instant after, int limit) {
        return sessions.withSession(session -> bound(
                        OneColumn.select(session, "select count(*) " + FROM, Long.class), service, from, to)
                .getSingleResult()
                .chain(total -> bound(
                                OneColumn.select(
                                        session,
                                        ROWS + " and minute > cast(cast(:after as text) as timestamptz) order by minute"
                                                + " limit " + (limit + 1),
                                        String.class),
                                service,
                                from,
                                to)
                        .setParameter("after", after == null ? "-infinity" : after.toString())
                        .getResultList()
                        .map(rows -> page(rows, limit, total))));
    }

    private static Page<ServiceMinute> page(List<String> rows, int limit, long total) {
        var here = minutes(rows.subList(0, Math.min(limit, rows.size())));
        return new Page<>(
                here, rows.size() > limit ? Cursor.of(here.getLast().minute().toString()) : null, total);
    }

    private static <T> Mutiny.SelectionQuery<T> bound(
            Mutiny.SelectionQuery<T> query, String service, Instant from, Instant to) {
        return query.setParameter("service", service)
                .setParameter("from", from.toString())
                .setParameter("to", to.toString());
    }

    private static List<ServiceMinute> minutes(List<String> rows) {
        return rows.stream().map(row -> Rows.read(row, Row.class).toMinute()).toList();
    }

    @Override
    public Uni<List<ServiceMinute>> between(String service, Instant from, Instant to) {
        return sessions.withSession(session -> bound(
                                OneColumn.select(session, ROWS + " order by minute", String.class), service, from, to)
                        .getResultList())
                .map(PostgresServiceMeasures::minutes);
    }
}
