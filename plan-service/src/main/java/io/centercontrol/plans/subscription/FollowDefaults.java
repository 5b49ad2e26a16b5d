package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.plans.subscription.Subscriptions.Decided;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.ValueChange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Brings tenants to the platform's newest defaults, some at a time; only those are told of for which a value changes. */
@ApplicationScoped
public class FollowDefaults {
    private static final Cause CAUSE =
            new Cause(Actor.service("plan-service"), "The platform's defaults were changed.", null, null);

    private final Transactions transactions;
    private final Subscriptions subscriptions;
    private final Offers offers;
    private final Ids ids;
    private final Clock clock;

    FollowDefaults(Transactions transactions, Subscriptions subscriptions, Offers offers, Ids ids, Clock clock) {
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

    /** How many were brought up to date; as many as asked for when there may be more. */
    public Uni<Integer> run(Command command) {
        return transactions.run(() -> offers.now()
                .chain(offer -> subscriptions
                        .lockBehind(offer.defaults().version(), command.most())
                        .chain(behind -> behind.isEmpty()
                                ? Uni.createFrom().item(0)
                                : follow(behind, offer, clock.instant()).replaceWith(behind.size()))));
    }

    private Uni<Void> follow(List<Kept<Entitled>> behind, Offer offer, Instant now) {
        var version = offer.defaults().version();
        var decided = new ArrayList<Decided>();
        var same = new ArrayList<TenantId>();
        for (var kept : behind) {
            var subscription = kept.state().subscription();
            if (ValueChange.between(
                            kept.state().values(), offer.entitled(subscription).values())
                    .isEmpty()) {
                same.add(subscription.tenant());
            } else {
                decided.add(AlterSubscription.decided(
                        kept.state(), subscription.withOtherDefaults(now), offer, CAUSE, ids));
            }
        }
        return subscriptions.keepsUnder(version, same).chain(() -> subscriptions.save(decided, version));
    }
}
