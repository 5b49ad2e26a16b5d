package io.centercontrol.plans.subscription;

import io.centercontrol.kit.provision.Ask;
import io.centercontrol.kit.provision.AskHandler;
import io.centercontrol.kit.provision.Exports;
import io.centercontrol.kit.provision.Outcome;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** provisioning-service asks for an attempt: at a subscription, at an export of all that is kept, at its erasure. */
@ApplicationScoped
public class HearAsk implements AskHandler {
    private final Transactions transactions;
    private final Asks asks;
    private final BeginSubscription beginSubscription;
    private final AnswerAsk answerAsk;
    private final TenantsView tenants;
    private final Subscriptions subscriptions;
    private final TenantExport tenantExport;
    private final Exports exports;
    private final Clock clock;

    HearAsk(
            Transactions transactions,
            Asks asks,
            BeginSubscription beginSubscription,
            AnswerAsk answerAsk,
            TenantsView tenants,
            Subscriptions subscriptions,
            TenantExport tenantExport,
            Exports exports,
            Clock clock) {
        this.transactions = transactions;
        this.asks = asks;
        this.beginSubscription = beginSubscription;
        this.answerAsk = answerAsk;
        this.tenants = tenants;
        this.subscriptions = subscriptions;
        this.tenantExport = tenantExport;
        this.exports = exports;
        this.clock = clock;
    }

    @Override
    public Uni<Void> run(Ask.Caused asked) {
        var ask = asked.ask();
        return switch (ask.task()) {
            case PROVISION ->
                transactions.run(() -> tenants.alone(ask.tenant())
                        .chain(() -> asks.put(ask))
                        .chain(() -> beginSubscription.run(new BeginSubscription.Command(ask.tenant(), asked.cause())))
                        .chain(() -> answerAsk.run(new AnswerAsk.Command(ask.tenant()))));
            case EXPORT ->
                exports.handOver(ask, tenantExport.of(ask.tenant()))
                        .chain(outcome -> transactions.run(() -> asks.answer(ask, outcome)));
            case ERASE ->
                transactions.run(() -> subscriptions
                        .erase(ask.tenant(), asked.cause(), clock.instant())
                        .chain(() -> tenants.erased(ask.tenant()))
                        .chain(() -> asks.answer(ask, Outcome.success(ask.version(), "Erased"))));
        };
    }
}
