package io.centercontrol.provisioning.ledger;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Changes stand on their topics: the ledger notes where. */
@ApplicationScoped
public class RecordChanges {
    private final Ledger ledger;
    private final LedgerSignal signal;

    RecordChanges(Ledger ledger, LedgerSignal signal) {
        this.ledger = ledger;
        this.signal = signal;
    }

    /** What was read. */
    public record Command(List<AppendedChange> changes) {}

    /** Never refuses; a change that is known already is no news. */
    public Uni<Void> run(Command command) {
        return ledger.add(command.changes()).invoke(signal::fire);
    }
}
