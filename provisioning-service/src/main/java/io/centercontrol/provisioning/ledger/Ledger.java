package io.centercontrol.provisioning.ledger;

import io.centercontrol.provisioning.ledger.model.LedgerEvent;
import io.centercontrol.provisioning.ledger.model.PositionBatch;
import io.centercontrol.provisioning.ledger.model.Standing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is kept of events and positions. */
public interface Ledger {
    /** Keeps changes, in one transaction; what is known already stays as it is. */
    Uni<Void> add(List<AppendedChange> changes);

    /** Keeps what a batch of positions tells, in one transaction; harmless when it comes again. */
    Uni<Void> add(PositionBatch positions);

    /**
     * Events as they are known now.
     *
     * @param now the database's time, read before the events
     */
    record Events(Instant now, List<LedgerEvent> events) {}

    /** One event; the list is empty when it is not on its topic yet. */
    Uni<Events> find(UUID eventId);

    /** Events of a question, newest first. */
    Uni<Events> find(PropagationQuery.Part part);

    /** Where every instance stands towards each of some events. Those that had stopped or gone before it are left out. */
    Uni<Map<UUID, List<Standing>>> standings(List<LedgerEvent> events);

    /** Removes what is older than it is to be kept; how much it was, at most as much as is done at once. */
    Uni<Integer> prune(Duration kept);
}
