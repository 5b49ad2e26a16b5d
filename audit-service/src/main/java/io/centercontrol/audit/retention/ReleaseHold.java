package io.centercontrol.audit.retention;

import io.centercontrol.audit.retention.Hold.Release;
import io.centercontrol.audit.retention.model.RetentionRefusals;
import io.centercontrol.audit.trail.Erasures;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Nothing is held by it any more. What was erased meanwhile but for the hold is erased now, in the same transaction. */
@ApplicationScoped
public class ReleaseHold {
    private final Passage passage;
    private final LegalHolds holds;
    private final Erasures erasures;
    private final Audit audit;
    private final Clock clock;

    ReleaseHold(Passage passage, LegalHolds holds, Erasures erasures, Audit audit, Clock clock) {
        this.passage = passage;
        this.holds = holds;
        this.erasures = erasures;
        this.audit = audit;
        this.clock = clock;
    }

    /** Which, and why. */
    public record Command(UUID hold, Cause cause) {}

    /** The hold as it was, released. Refuses what was released before. */
    public Uni<Standing> run(Command command) {
        return passage.run(session -> holds.get(command.hold()).chain(hold -> {
            if (hold.released() != null) {
                throw RetentionRefusals.released(hold.id());
            }
            var reason = Objects.requireNonNull(command.cause().reason(), "a release has a reason");
            var by = command.cause().actor().id();
            var now = clock.instant();
            // Noted first: what is erased then is what no hold that is still open keeps.
            return holds.release(hold.id(), new Release(now, reason, by, 0))
                    .chain(erasures::eraseSpared)
                    .map(erased -> new Release(now, reason, by, erased))
                    .call(release -> holds.release(hold.id(), release))
                    .call(release -> tell(session, command, hold, release))
                    .map(release -> new Standing(hold.with(release), null));
        }));
    }

    private Uni<Void> tell(Mutiny.Session session, Command command, Hold hold, Release release) {
        return audit.record(
                session,
                AuditEntry.of("legal-hold.released", AuditEntry.Category.AUDIT)
                        .to("legal-hold", hold.id().toString())
                        .with("name", hold.name())
                        .with("erased", release.erased())
                        .because(command.cause()));
    }
}
