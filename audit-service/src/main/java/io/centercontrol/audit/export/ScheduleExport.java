package io.centercontrol.audit.export;

import io.centercontrol.audit.export.model.ExportFormat;
import io.centercontrol.audit.export.model.ScheduleRules;
import io.centercontrol.audit.export.model.Target;
import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A schedule begins or ends. */
@ApplicationScoped
public class ScheduleExport {
    private final Transactions transactions;
    private final TransparencyLog log;
    private final ScheduleStore schedules;
    private final Targets targets;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    ScheduleExport(
            Transactions transactions,
            TransparencyLog log,
            ScheduleStore schedules,
            Targets targets,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.log = log;
        this.schedules = schedules;
        this.targets = targets;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What shall be exported each night.
     *
     * @param query the filter as it was given, by name
     * @param fromIndex where the first export begins; null for what is recorded from now on
     */
    public record Command(
            String name,
            ExportFormat format,
            Map<String, String> query,
            EntryFilter filter,
            int hour,
            Target target,
            String path,
            @Nullable Long fromIndex,
            Cause cause) {
        public Command {
            query = Map.copyOf(query);
        }
    }

    /** Begins one; refuses a target that is not configured. */
    public Uni<ExportSchedule> run(Command command) {
        ScheduleRules.check(command.name(), command.hour(), command.path());
        if (!targets.isThere(command.target())) {
            throw ScheduleRules.noTarget(command.target());
        }
        var now = clock.instant();
        var reason = command.cause().reason();
        return transactions.run(session -> log.newest().chain(newest -> {
            var from = command.fromIndex() == null ? newest.size() : command.fromIndex();
            if (from < 0 || from > newest.size()) {
                throw ScheduleRules.beyondLog(newest.size());
            }
            var schedule = new ExportSchedule(
                    ids.next(),
                    command.name(),
                    command.format(),
                    command.query(),
                    command.filter(),
                    command.hour(),
                    command.target(),
                    command.path(),
                    from,
                    ExportSchedule.next(command.hour(), now),
                    command.cause().actor().id(),
                    reason == null ? "" : reason,
                    now);
            return schedules
                    .add(schedule)
                    .chain(() -> audit.record(
                            session,
                            told("audit-export-schedule.created", schedule).because(command.cause())))
                    .replaceWith(schedule);
        }));
    }

    /** Ends one; what it has exported stays. */
    public Uni<ExportSchedule> remove(UUID id, Cause cause) {
        return transactions.run(session -> schedules
                .remove(id)
                .call(schedule -> audit.record(
                        session, told("audit-export-schedule.removed", schedule).because(cause))));
    }

    private static AuditEntry told(String action, ExportSchedule schedule) {
        return AuditEntry.of(action, AuditEntry.Category.EXPORT)
                .to("audit-export-schedule", schedule.id().toString())
                .with("name", schedule.name())
                .with("format", schedule.format())
                .with("filter", schedule.query())
                .with("hour", schedule.hour())
                .with("target", schedule.target())
                .with("path", schedule.path())
                .with("nextIndex", schedule.nextIndex());
    }
}
