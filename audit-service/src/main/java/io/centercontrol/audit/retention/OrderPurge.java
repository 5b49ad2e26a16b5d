package io.centercontrol.audit.retention;

import io.centercontrol.audit.retention.model.Periods;
import io.centercontrol.audit.retention.model.RetentionRefusals;
import io.centercontrol.audit.trail.Holds;
import io.centercontrol.audit.trail.Parts;
import io.centercontrol.audit.trail.model.PartsMonth;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is due shall go: since somebody wants it now, or since it is time. */
@ApplicationScoped
public class OrderPurge {
    private static final Cause ITS_TIME = new Cause(Actor.service("audit-service"), "its time is over", null, null);

    private final Transactions transactions;
    private final Purges purges;
    private final Parts parts;
    private final Holds holds;
    private final ShowPeriods showPeriods;
    private final Audit audit;
    private final Rounds rounds;
    private final Ids ids;
    private final Clock clock;

    OrderPurge(
            Transactions transactions,
            Purges purges,
            Parts parts,
            Holds holds,
            ShowPeriods showPeriods,
            Audit audit,
            Rounds rounds,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.purges = purges;
        this.parts = parts;
        this.holds = holds;
        this.showPeriods = showPeriods;
        this.audit = audit;
        this.rounds = rounds;
        this.ids = ids;
        this.clock = clock;
    }

    /** Why. */
    public record Command(Cause cause) {}

    /** Orders it; refuses while one runs. It goes on in the background. */
    public Uni<Purge> run(Command command) {
        return transactions.run(session -> showPeriods
                .run()
                .chain(periods -> due(periods))
                .chain(due -> order(session, command.cause(), due.size()))
                .map(ordered -> ordered.orElseThrow(RetentionRefusals::purgeRunning)));
    }

    /**
     * Orders it if there is something that would go.
     *
     * @return when something more becomes due; empty when nothing that is there does
     */
    public Uni<Optional<Instant>> runIfDue() {
        return transactions
                .run(session -> showPeriods
                        .run()
                        .chain(periods -> due(periods)
                                .chain(due -> anythingGoes(due, periods)
                                        .chain(goes -> goes
                                                ? order(session, ITS_TIME, due.size())
                                                : Uni.createFrom().item(Optional.<Purge>empty())))
                                .chain(() -> next(periods))))
                .invoke(rounds::stir);
    }

    private Uni<List<PartsMonth>> due(Periods periods) {
        var now = clock.instant();
        return parts.over()
                .map(over -> over.stream()
                        .filter(month -> periods.due(month, now).isAnything())
                        .toList());
    }

    private Uni<Boolean> anythingGoes(List<PartsMonth> due, Periods periods) {
        var now = clock.instant();
        return holds.open()
                .chain(held -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(month -> parts.count(month, periods.due(month, now), held))
                        .filter(counts -> counts.purged() > 0)
                        .toUni()
                        .map(Objects::nonNull));
    }

    private Uni<Optional<Instant>> next(Periods periods) {
        var now = clock.instant();
        return parts.over()
                .map(over -> over.stream()
                        .flatMap(month -> periods.dueTimes(month).stream())
                        .filter(at -> at.isAfter(now))
                        .min(Instant::compareTo));
    }

    private Uni<Optional<Purge>> order(Mutiny.Session session, Cause cause, long total) {
        var purge = new Purge(
                ids.next(),
                Purge.State.RUNNING,
                Objects.requireNonNull(cause.reason(), "a purge has a reason"),
                cause.actor(),
                clock.instant(),
                null,
                total,
                0,
                0,
                0,
                0);
        return purges.order(purge)
                .chain(ordered -> ordered
                        ? audit.record(
                                        session,
                                        AuditEntry.of("purge.ordered", AuditEntry.Category.AUDIT)
                                                .to("purge", purge.id().toString())
                                                .with("partitions", total)
                                                .because(cause))
                                .replaceWith(Optional.of(purge))
                        : Uni.createFrom().item(Optional.<Purge>empty()));
    }
}
