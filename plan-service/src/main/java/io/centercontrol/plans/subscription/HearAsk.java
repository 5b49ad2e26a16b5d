package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.plans.subscription.Asks.Ask;
import io.centercontrol.plans.subscription.Asks.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** provisioning-service asks for an attempt: at a subscription, at an export of all that is kept, at its erasure. */
@ApplicationScoped
public class HearAsk {
    private static final Cause ERASED = new Cause(Actor.service("plan-service"), "The tenant is deleted.", null, null);

    private final Transactions transactions;
    private final Asks asks;
    private final BeginSubscription beginSubscription;
    private final AnswerAsk answerAsk;
    private final TenantsView tenants;
    private final Subscriptions subscriptions;
    private final HandOver handOver;
    private final Clock clock;

    HearAsk(
            Transactions transactions,
            Asks asks,
            BeginSubscription beginSubscription,
            AnswerAsk answerAsk,
            TenantsView tenants,
            Subscriptions subscriptions,
            HandOver handOver,
            Clock clock) {
        this.transactions = transactions;
        this.asks = asks;
        this.beginSubscription = beginSubscription;
        this.answerAsk = answerAsk;
        this.tenants = tenants;
        this.subscriptions = subscriptions;
        this.handOver = handOver;
        this.clock = clock;
    }

    /** What is asked for. */
    public record Command(Ask ask, Cause cause) {}

    /** Never refuses. Making the same attempt again does no harm. */
    public Uni<Void> run(Command command) {
        var ask = command.ask();
        return switch (ask.task()) {
            case PROVISION ->
                transactions.run(() -> asks.put(ask)
                        .chain(() ->
                                beginSubscription.run(new BeginSubscription.Command(ask.tenant(), command.cause())))
                        .chain(() -> answerAsk.run(new AnswerAsk.Command(ask.tenant()))));
            case EXPORT -> export(ask);
            case ERASE ->
                transactions.run(() -> subscriptions
                        .erase(ask.tenant(), ERASED, clock.instant())
                        .chain(() -> tenants.erased(ask.tenant()))
                        .chain(() -> asks.answer(ask, Outcome.success(ask.version(), "Erased"))));
        };
    }

    /** Outside of a transaction: it may take long. A failure is reported, and asked for again. */
    private Uni<Void> export(Ask ask) {
        return handOver.run(ask.tenant(), ask.attempt())
                .map(handed -> new Outcome(true, ask.version(), "Exported", "", Optional.of(handed)))
                .onFailure()
                .recoverWithItem(failure -> Outcome.failure(ask.version(), "ExportFailed", String.valueOf(failure)))
                .chain(outcome -> transactions.run(() -> asks.answer(ask, outcome)));
    }
}
