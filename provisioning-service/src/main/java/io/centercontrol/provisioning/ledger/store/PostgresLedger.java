package io.centercontrol.provisioning.ledger.store;

import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.provisioning.ledger.AppendedChange;
import io.centercontrol.provisioning.ledger.Ledger;
import io.centercontrol.provisioning.ledger.LedgerConfig;
import io.centercontrol.provisioning.ledger.PropagationQuery;
import io.centercontrol.provisioning.ledger.model.LedgerEvent;
import io.centercontrol.provisioning.ledger.model.PositionBatch;
import io.centercontrol.provisioning.ledger.model.Standing;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The ledger in PostgreSQL. */
@ApplicationScoped
class PostgresLedger implements Ledger {
    private final Mutiny.SessionFactory sessions;
    private final LedgerConfig config;

    PostgresLedger(Mutiny.SessionFactory sessions, LedgerConfig config) {
        this.sessions = sessions;
        this.config = config;
    }

    @Override
    public Uni<Void> add(List<AppendedChange> changes) {
        return sessions.withTransaction((session, tx) ->
                execute(session, LedgerSql.ADD_CHANGES, changes).replaceWithVoid());
    }

    @Override
    public Uni<Void> add(PositionBatch batch) {
        return sessions.withTransaction((session, tx) ->
                // What a crash of the database can take here, instances tell again within a second.
                session.createNativeQuery("set local synchronous_commit = off")
                        .executeUpdate()
                        .chain(() -> Multi.createFrom()
                                .iterable(BatchRows.waves(batch))
                                .onItem()
                                .transformToUniAndConcatenate(wave -> session.createNativeQuery(LedgerSql.ADD_RUNS)
                                        .setParameter("rows", Rows.write(wave))
                                        .setParameter("most", (long) config.mostInstances())
                                        .executeUpdate())
                                .collect()
                                .last())
                        .chain(() -> execute(session, LedgerSql.ADD_POSITIONS, BatchRows.positions(batch)))
                        .chain(() -> execute(session, LedgerSql.ADD_MARKS, batch.marks()))
                        .replaceWithVoid());
    }

    private static Uni<Integer> execute(Mutiny.Session session, String sql, List<?> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().item(0)
                : session.createNativeQuery(sql)
                        .setParameter("rows", Rows.write(rows))
                        .executeUpdate();
    }

    @Override
    public Uni<Events> find(UUID eventId) {
        return sessions.withSession(session -> OneColumn.select(session, LedgerSql.FIND_EVENT, String.class)
                        .setParameter("id", eventId)
                        .getSingleResult())
                .map(PostgresLedger::events);
    }

    @Override
    public Uni<Events> find(PropagationQuery.Part part) {
        var query = part.query();
        var conditions = new ArrayList<String>();
        var parameters = new LinkedHashMap<String, Object>();
        if (query.tenant() != null) {
            conditions.add("e.tenant_id = :tenant");
            parameters.put("tenant", query.tenant().value());
        }
        if (query.from() != null) {
            conditions.add("e.appended_at >= cast(cast(:from as text) as timestamptz)");
            parameters.put("from", query.from().toString());
        }
        if (query.to() != null) {
            conditions.add("e.appended_at < cast(cast(:to as text) as timestamptz)");
            parameters.put("to", query.to().toString());
        }
        if (part.after() != null) {
            conditions.add("(e.appended_at, e.event_id) < (cast(cast(:lastTime as text) as timestamptz), :lastId)");
            parameters.put("lastTime", part.after().appendedAt().toString());
            parameters.put("lastId", part.after().eventId());
        }
        var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        var sql =
                "select cast(jsonb_build_object('now', clock_timestamp(), 'events', coalesce((select jsonb_agg(to_jsonb(f))"
                        + " from (select * from ledger_event e" + where
                        + " order by e.appended_at desc, e.event_id desc limit "
                        + part.most() + ") f), jsonb_build_array())) as text)";
        return sessions.withSession(session -> {
                    var selection = OneColumn.select(session, sql, String.class);
                    parameters.forEach(selection::setParameter);
                    return selection.getSingleResult();
                })
                .map(PostgresLedger::events);
    }

    @Override
    public Uni<Map<UUID, List<Standing>>> standings(List<LedgerEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var ids = events.stream().map(LedgerEvent::eventId).toList();
        return sessions.withSession(session -> OneColumn.select(session, LedgerSql.STANDINGS, String.class)
                        .setParameter("ids", Rows.write(ids))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, StandingRow.class))
                        .collect(Collectors.groupingBy(
                                StandingRow::eventId,
                                Collectors.mapping(StandingRow::toStanding, Collectors.toList()))));
    }

    @Override
    public Uni<Integer> prune(Duration kept) {
        return sessions.withTransaction((session, tx) -> Multi.createFrom()
                .items(LedgerSql.PRUNE_EVENTS, LedgerSql.PRUNE_MARKS, LedgerSql.PRUNE_INSTANCES)
                .onItem()
                .transformToUniAndConcatenate(sql -> session.createNativeQuery(sql)
                        .setParameter("kept", kept.toString())
                        .executeUpdate())
                .collect()
                .with(Collectors.summingInt(Integer::intValue))
                .chain(pruned -> session.createNativeQuery(LedgerSql.PRUNE_SURPLUS)
                        .setParameter("most", (long) config.mostInstances())
                        .executeUpdate()
                        .map(surplus -> pruned + surplus)));
    }

    private static Events events(String row) {
        var found = Rows.read(row, EventRow.Found.class);
        return new Events(
                found.now(), found.events().stream().map(EventRow::toModel).toList());
    }
}
