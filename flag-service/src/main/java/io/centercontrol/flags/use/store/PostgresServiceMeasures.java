package io.centercontrol.flags.use.store;

import io.centercontrol.flags.use.ServiceMeasures;
import io.centercontrol.flags.use.ServiceMinute;
import io.centercontrol.flags.use.model.Calls;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Services' minutes in PostgreSQL. */
@Singleton
class PostgresServiceMeasures implements ServiceMeasures {
    private static final String BETWEEN = """
            select cast(to_jsonb(m) as text) from service_minute m where service = :service
              and minute >= cast(cast(:from as text) as timestamptz) and minute < cast(cast(:to as text) as timestamptz)
            order by minute
            """;

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
    public Uni<List<ServiceMinute>> between(String service, Instant from, Instant to) {
        return sessions.withSession(session -> OneColumn.select(session, BETWEEN, String.class)
                        .setParameter("service", service)
                        .setParameter("from", from.toString())
                        .setParameter("to", to.toString())
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, Row.class).toMinute())
                        .toList());
    }
}
