package io.centercontrol.audit.export;

import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A schedule's night has come: an export is asked for that begins where the last one ended. Index by index there is no gap and no
 * overlap, however late it comes; nights that were missed are in the next export.
 */
@ApplicationScoped
public class RunSchedule {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final TransparencyLog log;
    private final ScheduleStore schedules;
    private final ExportStore exports;
    private final Rounds rounds;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    RunSchedule(
            Transactions transactions,
            TransparencyLog log,
            ScheduleStore schedules,
            ExportStore exports,
            Rounds rounds,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.log = log;
        this.schedules = schedules;
        this.exports = exports;
        this.rounds = rounds;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Which one, now. */
    public record Command(UUID id, Cause cause) {}

    void begin(@Observes StartupEvent start) {
        rounds.beginDue("nightly exports", LOOK, schedules::nextDue, this::round);
    }

    private Uni<Duration> round() {
        var now = clock.instant();
        return transactions
                .run(session -> schedules
                        .lockDue(now)
                        .chain(due -> due.isEmpty()
                                ? Uni.createFrom().item(LOOK)
                                : ask(
                                                session,
                                                due.get(),
                                                night(due.get().nextAt()),
                                                ExportSchedule.next(due.get().hour(), now),
                                                new Cause(
                                                        Actor.service("audit-service"),
                                                        due.get().reason(),
                                                        null,
                                                        null))
                                        .replaceWith(Duration.ZERO)))
                .invoke(rest -> {
                    if (rest.isZero()) {
                        rounds.stir();
                    }
                });
    }

    /** Exports at once what was recorded since the last time; the night's own export then begins there. */
    public Uni<Export> run(Command command) {
        return transactions.run(session -> schedules
                .lock(command.id())
                .chain(schedule -> ask(session, schedule, night(clock.instant()), schedule.nextAt(), command.cause())));
    }

    private Uni<Export> ask(
            Mutiny.Session session, ExportSchedule schedule, LocalDate night, Instant nextAt, Cause cause) {
        return log.newest().chain(newest -> {
            var export = Export.of(ids.next(), schedule, night, newest.size(), clock.instant());
            return exports.add(export)
                    .chain(() -> schedules.moved(schedule.id(), newest.size(), nextAt))
                    .chain(() -> audit.record(
                            session,
                            AuditEntry.of("audit-export.asked", AuditEntry.Category.EXPORT)
                                    .to("audit-export", export.id().toString())
                                    .to("audit-export-schedule", schedule.id().toString())
                                    .with("format", schedule.format())
                                    .with("filter", schedule.query())
                                    .with("firstIndex", export.firstIndex())
                                    .with("size", newest.size())
                                    .because(cause)))
                    .replaceWith(export);
        });
    }

    private static LocalDate night(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
