package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Brings the tenants that were there before to what tenant services have become since: known, required, of other tenants than
 * before. A few at a time, so that none is asked for all of them at once.
 */
@ApplicationScoped
public class FollowServices {
    private static final Cause CAUSE = new Cause(Actor.service("provisioning-service"), null, null, null);

    private final Transactions transactions;
    private final TenantServices services;
    private final Placing placing;
    private final Provisionings provisionings;
    private final Clock clock;

    FollowServices(
            Transactions transactions,
            TenantServices services,
            Placing placing,
            Provisionings provisionings,
            Clock clock) {
        this.transactions = transactions;
        this.services = services;
        this.placing = placing;
        this.provisionings = provisionings;
        this.clock = clock;
    }

    /**
     * How much at once.
     *
     * @param most most tenants
     */
    public record Command(int most) {}

    /** How many tenants were brought up to the newest generation. */
    public Uni<Integer> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> services.known()
                .chain(newest -> provisionings.changeBehind(
                        newest.generation(),
                        command.most(),
                        CAUSE,
                        locked -> placing.of(locked).map(known -> one -> Placing.followed(one, known, now)))));
    }
}
