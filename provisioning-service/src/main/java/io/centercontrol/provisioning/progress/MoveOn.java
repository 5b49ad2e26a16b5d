package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Time has passed: reports that did not come are failures, and attempts that are due are asked for. */
@ApplicationScoped
public class MoveOn {
    private static final Cause CAUSE = new Cause(Actor.service("provisioning-service"), null, null, null);

    private final Transactions transactions;
    private final TenantServices services;
    private final Provisionings provisionings;
    private final Clock clock;

    MoveOn(Transactions transactions, TenantServices services, Provisionings provisionings, Clock clock) {
        this.transactions = transactions;
        this.services = services;
        this.provisionings = provisionings;
        this.clock = clock;
    }

    /**
     * How much at once.
     *
     * @param most most tenants
     */
    public record Command(int most) {}

    /** How many tenants were looked at; as many as asked for when there may be more. */
    public Uni<Integer> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> services.known()
                .chain(known -> provisionings.changeDue(
                        now,
                        command.most(),
                        CAUSE,
                        provisioning ->
                                provisioning.tick(known, now, Jitter.next()).orElse(null))));
    }
}
