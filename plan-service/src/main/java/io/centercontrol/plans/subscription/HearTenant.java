package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.plans.subscription.TenantsView.KnownTenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant has a new version: a new tenant gets its subscription, in the same transaction in which it is taken note of. */
@ApplicationScoped
public class HearTenant {
    private final Transactions transactions;
    private final TenantsView tenants;
    private final BeginSubscription beginSubscription;
    private final AnswerAsk answerAsk;

    HearTenant(
            Transactions transactions, TenantsView tenants, BeginSubscription beginSubscription, AnswerAsk answerAsk) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.beginSubscription = beginSubscription;
        this.answerAsk = answerAsk;
    }

    /**
     * What the tenant's event said.
     *
     * @param eventId the event
     */
    public record Command(
            KnownTenant tenant, UUID eventId, @Nullable String correlationId) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        var tenant = command.tenant();
        var cause = new Cause(
                Actor.service("plan-service"),
                "The tenant was registered.",
                command.correlationId(),
                command.eventId().toString());
        return transactions.run(() -> tenants.alone(tenant.id())
                .chain(() -> tenants.hear(tenant))
                .chain(news -> news && !tenant.leaving()
                        ? beginSubscription
                                .run(new BeginSubscription.Command(tenant.id(), cause))
                                .chain(() -> answerAsk.run(new AnswerAsk.Command(tenant.id())))
                        : Uni.createFrom().voidItem()));
    }
}
