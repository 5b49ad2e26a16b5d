package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Brings the tenants that were there before to tenant services that have become known or required since, a few at a time, so
 * that a new service is not asked for all of them at once.
 */
@ApplicationScoped
public class FollowServices {
    private static final Cause CAUSE = new Cause(Actor.service("provisioning-service"), null, null, null);

    private final Transactions transactions;
    private final TenantServices services;
    private final Provisionings provisionings;
    private final Clock clock;

    FollowServices(Transactions transactions, TenantServices services, Provisionings provisionings, Clock clock) {
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

    /** How many tenants were brought up to the newest generation. */
    public Uni<Integer> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> services.known()
                .chain(known -> provisionings.changeBehind(
                        known.generation(),
                        command.most(),
                        CAUSE,
                        provisioning -> provisioning.follow(known, now).orElse(null))));
    }
}
