package io.centercontrol.audit.trail;

import io.centercontrol.audit.log.Head;
import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.trail.leaf.SealedEntry;
import io.centercontrol.audit.trail.leaf.Sealing;
import io.centercontrol.audit.trail.model.Happening;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.schemas.Contract;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Something happened: it becomes an entry and a leaf of the log, and the log is signed, all in one transaction. What was heard
 * before is no second entry.
 */
@ApplicationScoped
public class HearHappenings {
    private static final Logger LOG = Logger.getLogger(HearHappenings.class);

    /** What tells that a deletion's certificate is signed; its event's id is the certificate's. */
    private static final String CERTIFIED = "tenant.deleted";

    private static final String GAP_FOUND = "audit-gap.found";
    private static final String GAP_HEALED = "audit-gap.healed";

    private final Transactions transactions;
    private final TransparencyLog log;
    private final Entries entries;
    private final Streams streams;
    private final Erasures erasures;
    private final Sealing sealing;
    private final Audit audit;
    private final Rounds rounds;
    private final Clock clock;

    HearHappenings(
            Transactions transactions,
            TransparencyLog log,
            Entries entries,
            Streams streams,
            Erasures erasures,
            Sealing sealing,
            Audit audit,
            Rounds rounds,
            Clock clock) {
        this.transactions = transactions;
        this.log = log;
        this.entries = entries;
        this.streams = streams;
        this.erasures = erasures;
        this.sealing = sealing;
        this.audit = audit;
        this.rounds = rounds;
        this.clock = clock;
    }

    /** What happened, in its order. */
    public record Command(List<Happening> heard) {
        public Command {
            heard = List.copyOf(heard);
        }
    }

    /** Keeps it. Hearing it again does no harm. */
    public Uni<Void> run(Command command) {
        return transactions
                .run(() -> log.lock()
                        .chain(head -> entries.unknown(command.heard())
                                .chain(fresh ->
                                        fresh.isEmpty() ? Uni.createFrom().voidItem() : keep(head, fresh))))
                .invoke(rounds::stir);
    }

    private Uni<Void> keep(Head head, List<Happening> fresh) {
        var now = clock.instant();
        var recorded = head.next(now);
        var sealed = fresh.stream()
                .map(happening -> sealing.seal(happening, recorded))
                .toList();
        return entries.insert(head.size(), sealed, recorded)
                .chain(() -> streams.advance(fresh, recorded))
                .chain(this::tell)
                .chain(() -> certify(fresh))
                .chain(() ->
                        log.append(head, sealed.stream().map(SealedEntry::leaf).toList(), recorded));
    }

    /** That something is missing, and that it came after all, stands in the trail itself. */
    private Uni<Void> tell(Streams.Moved moved) {
        moved.found()
                .forEach(gap -> LOG.warnf(
                        "%s/%s: versions %d to %d are missing",
                        gap.topic(), gap.key(), gap.fromVersion(), gap.toVersion()));
        return Multi.createBy()
                .concatenating()
                .streams(told(moved.found(), GAP_FOUND), told(moved.healed(), GAP_HEALED))
                .onItem()
                .transformToUniAndConcatenate(entry -> transactions.run(session -> audit.record(session, entry)))
                .onItem()
                .ignoreAsUni();
    }

    private static Multi<AuditEntry> told(List<Streams.Gap> gaps, String action) {
        return Multi.createFrom()
                .iterable(gaps)
                .map(gap -> AuditEntry.of(action, AuditEntry.Category.AUDIT)
                        .to("gap", gap.id().toString())
                        .with("topic", gap.topic())
                        .with("key", gap.key())
                        .with("fromVersion", gap.fromVersion())
                        .with("toVersion", gap.toVersion()));
    }

    private Uni<Void> certify(List<Happening> fresh) {
        return Multi.createFrom()
                .iterable(fresh)
                .filter(happening -> happening.action().equals(CERTIFIED)
                        && happening.topic().equals(Contract.TENANTS.name())
                        && happening.tenant() != null)
                .onItem()
                .transformToUniAndConcatenate(
                        happening -> erasures.certify(Objects.requireNonNull(happening.tenant()), happening.eventId()))
                .onItem()
                .ignoreAsUni();
    }
}
