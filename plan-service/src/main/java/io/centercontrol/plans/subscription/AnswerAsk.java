package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.provision.Ask;
import io.centercontrol.kit.provision.Outcome;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Reports that a tenant has its subscription, if that is asked for: so a tenant that is ACTIVE has entitlements. What is
 * asked for of a version that was not heard of yet waits until it is: both who asks and who brings the version work {@link
 * TenantsView#alone}, so that neither misses the other.
 */
@ApplicationScoped
public class AnswerAsk {
    private final Transactions transactions;
    private final Asks asks;
    private final TenantsView tenants;
    private final Subscriptions subscriptions;

    AnswerAsk(Transactions transactions, Asks asks, TenantsView tenants, Subscriptions subscriptions) {
        this.transactions = transactions;
        this.asks = asks;
        this.tenants = tenants;
        this.subscriptions = subscriptions;
    }

    /** For whom. */
    public record Command(TenantId tenant) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return transactions.run(() -> asks.lock(command.tenant())
                .chain(ask -> ask.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : tenants.find(command.tenant())
                                .chain(known -> known.isEmpty()
                                                || known.get().version()
                                                        < ask.get().version()
                                        ? Uni.createFrom().voidItem()
                                        : answer(ask.get(), known.get().version()))));
    }

    private Uni<Void> answer(Ask ask, long version) {
        return subscriptions
                .lock(List.of(ask.tenant()))
                .chain(found -> asks.answer(
                        ask,
                        found.isEmpty()
                                ? Outcome.failure(
                                        version,
                                        "NoPlan",
                                        "There is no plan to give to the tenant: publish the default plan that governance"
                                                + " names.")
                                : Outcome.success(version, "Subscribed")));
    }
}
