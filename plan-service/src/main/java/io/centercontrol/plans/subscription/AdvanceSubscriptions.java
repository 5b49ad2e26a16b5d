package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.plans.subscription.Subscriptions.Decided;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;

/** Time has passed: scheduled plans begin, trials, add-ons and overrides end, and every tenant service is told. */
@ApplicationScoped
public class AdvanceSubscriptions {
    private static final Cause CAUSE = new Cause(Actor.service("plan-service"), "Its time has come.", null, null);

    private final Transactions transactions;
    private final Subscriptions subscriptions;
    private final Offers offers;
    private final Ids ids;
    private final Clock clock;

    AdvanceSubscriptions(Transactions transactions, Subscriptions subscriptions, Offers offers, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.subscriptions = subscriptions;
        this.offers = offers;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * How much at once.
     *
     * @param most most tenants
     */
    public record Command(int most) {}

    /** How many were due; as many as asked for when there may be more. */
    public Uni<Integer> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> subscriptions
                .lockDue(now, command.most())
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(0)
                        : offers.now().chain(offer -> {
                            var decided = new ArrayList<Decided>();
                            for (var kept : due) {
                                var change = kept.state().subscription().advance(now);
                                if (change != null) {
                                    decided.add(AlterSubscription.decided(kept.state(), change, offer, CAUSE, ids));
                                }
                            }
                            return subscriptions
                                    .save(decided, offer.defaults().version())
                                    .replaceWith(due.size());
                        })));
    }
}
