package io.centercontrol.provisioning.ledger;

import io.centercontrol.provisioning.ledger.model.HeardPosition;
import io.centercontrol.provisioning.ledger.model.PositionBatch;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Instances tell how far they are: the ledger notes it, with the broker's time. */
@ApplicationScoped
public class RecordPositions {
    private final Ledger ledger;
    private final LedgerSignal signal;

    RecordPositions(Ledger ledger, LedgerSignal signal) {
        this.ledger = ledger;
        this.signal = signal;
    }

    /** What was heard, in the order of the topics. */
    public record Command(List<HeardPosition> positions) {}

    /** Never refuses; what is heard again is no news. */
    public Uni<Void> run(Command command) {
        return ledger.add(PositionBatch.of(command.positions())).invoke(signal::fire);
    }
}
