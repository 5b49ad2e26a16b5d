package io.centercontrol.provisioning.ledger;

import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant service was retired: none of its instances serves any more, so that no change has to reach them. */
@ApplicationScoped
public class RetireInstances {
    private final Instances instances;
    private final LedgerSignal signal;
    private final Clock clock;

    RetireInstances(Instances instances, LedgerSignal signal, Clock clock) {
        this.instances = instances;
        this.signal = signal;
        this.clock = clock;
    }

    /** Which service, and why. */
    public record Command(String service, Cause cause) {}

    /** How many counted until now. Joins the transaction that is open; never refuses. */
    public Uni<Integer> run(Command command) {
        return instances
                .allGone(command.service(), command.cause(), clock.instant())
                .invoke(signal::fire);
    }
}
