package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant was purged: so is what is left of it here. Older news of it that comes later is ignored. */
@ApplicationScoped
public class EndTenant {
    private static final Cause CAUSE = new Cause(Actor.service("plan-service"), "The tenant was purged.", null, null);

    private final Transactions transactions;
    private final TenantsView tenants;
    private final Subscriptions subscriptions;
    private final Clock clock;

    EndTenant(Transactions transactions, TenantsView tenants, Subscriptions subscriptions, Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /** What the tombstone said. */
    public record Command(TenantId tenant, long version) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return transactions.run(() -> tenants.gone(command.tenant(), command.version())
                .chain(() -> subscriptions.erase(command.tenant(), CAUSE, clock.instant()))
                .replaceWithVoid());
    }
}
