package io.centercontrol.audit.retention;

import io.centercontrol.audit.retention.model.RetentionRefusals;
import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.Parts;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/**
 * What fits a search must not go. The hold waits for the partition that a purge has in hand, or is refused; every later one honours
 * it.
 */
@ApplicationScoped
public class SetHold {
    private final Passage passage;
    private final LegalHolds holds;
    private final Parts parts;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    SetHold(Passage passage, LegalHolds holds, Parts parts, Audit audit, Ids ids, Clock clock) {
        this.passage = passage;
        this.holds = holds;
        this.parts = parts;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param query the filters as they were given, by name
     * @param cause with a reason
     */
    public record Command(String name, Map<String, String> query, EntryFilter filter, Cause cause) {}

    /** The hold, and what it holds. */
    public Uni<Standing> run(Command command) {
        if (command.filter().equals(EntryFilter.ALL)) {
            throw RetentionRefusals.noFilter();
        }
        var hold = new Hold(
                ids.next(),
                command.name(),
                Objects.requireNonNull(command.cause().reason(), "a hold has a reason"),
                command.query(),
                command.filter(),
                command.cause().actor(),
                clock.instant(),
                null);
        return passage.run(session -> holds.insert(hold)
                .chain(() -> parts.reach(hold.filter(), null))
                .call(reach -> audit.record(
                        session,
                        AuditEntry.of("legal-hold.set", AuditEntry.Category.AUDIT)
                                .to("legal-hold", hold.id().toString())
                                .with("name", hold.name())
                                .with("filter", hold.query())
                                .with("held", reach.held())
                                .with("purged", reach.purged())
                                .because(command.cause())))
                .map(reach -> new Standing(hold, reach)));
    }
}
