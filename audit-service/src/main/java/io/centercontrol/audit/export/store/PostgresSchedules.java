package io.centercontrol.audit.export.store;

import io.centercontrol.audit.export.ExportSchedule;
import io.centercontrol.audit.export.ScheduleStore;
import io.centercontrol.audit.export.model.ScheduleRules;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.DueTimes;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Pages;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Schedules in PostgreSQL, a row each. */
@Singleton
class PostgresSchedules implements ScheduleStore {
    private static final String SELECT = "select cast(to_jsonb(s) as text) from export_schedule s";

    private static final String ADD = """
            insert into export_schedule select r.* from jsonb_populate_record(cast(null as export_schedule),
              cast(cast(:row as text) as jsonb)) r on conflict (name) do nothing
            """;

    private final Transactions transactions;
    private final Supplier<Uni<Optional<Instant>>> due;

    PostgresSchedules(Transactions transactions, DueTimes dueTimes) {
        this.transactions = transactions;
        this.due = dueTimes.of("next_at", "export_schedule");
    }

    @Override
    public Uni<Void> add(ExportSchedule schedule) {
        return transactions.run(session -> session.createNativeQuery(ADD)
                .setParameter("row", Rows.write(schedule))
                .executeUpdate()
                .invoke(rows -> {
                    if (rows == 0) {
                        throw ScheduleRules.nameTaken(schedule.name());
                    }
                })
                .replaceWithVoid());
    }

    @Override
    public Uni<ExportSchedule> get(UUID id) {
        return one(id, "");
    }

    @Override
    public Uni<ExportSchedule> lock(UUID id) {
        return one(id, " for update");
    }

    @Override
    public Uni<Page<ExportSchedule>> find(int limit, @Nullable String cursor) {
        var after = Cursor.read(cursor, 1);
        return transactions.run(session -> Pages.page(
                session,
                "export_schedule t",
                new Conditions(),
                new Conditions().add("t.name > :after", "after", after == null ? null : after.getFirst()),
                "t.name",
                limit,
                PostgresSchedules::schedule,
                schedule -> schedule.name()));
    }

    @Override
    public Uni<ExportSchedule> remove(UUID id) {
        return transactions.run(session -> one(id, " for update")
                .call(() -> session.createNativeQuery("delete from export_schedule where id = :id")
                        .setParameter("id", id)
                        .executeUpdate()));
    }

    @Override
    public Uni<Optional<ExportSchedule>> lockDue(Instant now) {
        return transactions.run(session -> OneColumn.select(
                        session,
                        SELECT + " where s.next_at <= :now order by s.next_at limit 1 for update skip locked",
                        String.class)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(PostgresSchedules::schedule)));
    }

    @Override
    public Uni<Void> moved(UUID id, long nextIndex, Instant nextAt) {
        return transactions.run(session -> session.createNativeQuery(
                        "update export_schedule set next_index = :index, next_at = :at where id = :id")
                .setParameter("index", nextIndex)
                .setParameter("at", nextAt.atOffset(ZoneOffset.UTC))
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<Optional<Instant>> nextDue() {
        return due.get();
    }

    private Uni<ExportSchedule> one(UUID id, String locked) {
        return transactions.run(session -> OneColumn.select(
                        session, SELECT + " where s.id = :id" + locked, String.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> {
                    if (row == null) {
                        throw ScheduleRules.noSchedule(id);
                    }
                    return schedule(row);
                }));
    }

    private static ExportSchedule schedule(String row) {
        return Rows.read(row, ExportSchedule.class);
    }
}
