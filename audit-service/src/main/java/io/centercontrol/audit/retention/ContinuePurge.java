package io.centercontrol.audit.retention;

import io.centercontrol.audit.retention.model.Days;
import io.centercontrol.audit.retention.model.Periods;
import io.centercontrol.audit.trail.Holds;
import io.centercontrol.audit.trail.Parts;
import io.centercontrol.audit.trail.model.Due;
import io.centercontrol.audit.trail.model.PartsMonth;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The next partition of the purge that runs: it is purged, counted and told, or none of it. */
@ApplicationScoped
public class ContinuePurge {
    private final Transactions transactions;
    private final Purges purges;
    private final Parts parts;
    private final Holds holds;
    private final ShowPeriods showPeriods;
    private final Audit audit;
    private final Clock clock;

    ContinuePurge(
            Transactions transactions,
            Purges purges,
            Parts parts,
            Holds holds,
            ShowPeriods showPeriods,
            Audit audit,
            Clock clock) {
        this.transactions = transactions;
        this.purges = purges;
        this.parts = parts;
        this.holds = holds;
        this.showPeriods = showPeriods;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Does one partition.
     *
     * @return whether there was a purge to go on with; fails, and nothing is done, when others do not let go of the partition
     */
    public Uni<Boolean> run() {
        return transactions.run(session -> purges.running()
                .chain(purge -> purge.isEmpty()
                        ? Uni.createFrom().item(false)
                        : next(purge.get())
                                .chain(month -> month.isEmpty()
                                        ? purges.end(purge.get().id(), clock.instant())
                                        : purge(session, purge.get(), month.get()))
                                .replaceWith(true)));
    }

    private Uni<Optional<PartsMonth>> next(Purge purge) {
        return purges.done(purge.id())
                .chain(done -> showPeriods
                        .run()
                        .chain(periods -> parts.over()
                                .map(over -> over.stream()
                                        .filter(month -> !done.contains(month))
                                        // What becomes due while it runs waits for the next one.
                                        .filter(month -> periods.due(month, purge.orderedAt())
                                                .isAnything())
                                        .findFirst())));
    }

    /** Behind the fence everything is asked again: what holds then is what was said before, whole. */
    private Uni<Void> purge(Mutiny.Session session, Purge purge, PartsMonth month) {
        return parts.enter(null)
                .chain(showPeriods::run)
                .chain(periods -> holds.open().chain(held -> {
                    var due = periods.due(month, purge.orderedAt());
                    var now = clock.instant();
                    return parts.purge(month, due, held, purge.id(), now)
                            .call(counts -> purges.add(purge.id(), new Purge.Partition(month, counts, now)))
                            .chain(counts -> counts.purged() == 0
                                    ? Uni.createFrom().voidItem()
                                    : audit.record(session, told(purge, month, periods, due, counts)));
                }));
    }

    private static AuditEntry told(Purge purge, PartsMonth month, Periods periods, Due due, Parts.Counts counts) {
        return AuditEntry.of("audit.purged", AuditEntry.Category.AUDIT)
                .to("purge", purge.id().toString())
                .with("category", month.category())
                .with("month", month.month().toString())
                .with("purged", counts.purged())
                .with("held", counts.held())
                .with("kept", counts.kept())
                .with("period", Days.text(periods.of(month.category(), null).period()))
                .with("tenantsOtherwise", due.others().size())
                .because(new Cause(purge.by(), purge.reason(), null, null));
    }
}
