package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.inbox.Quarantine;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.plans.catalog.model.PlanVersion;
import io.centercontrol.plans.subscription.Migrations.Item;
import io.centercontrol.plans.subscription.Subscriptions.Decided;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.Migration;
import io.centercontrol.plans.subscription.model.Migration.Conflict;
import io.centercontrol.plans.subscription.model.Migration.Step;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * A part of a running migration is carried out: its tenants are moved, told of and ticked off in one transaction, so that
 * after a crash it goes on where it was.
 */
@ApplicationScoped
public class ContinueMigration {
    private static final Logger LOG = Logger.getLogger(ContinueMigration.class);

    private final Transactions transactions;
    private final Migrations migrations;
    private final Subscriptions subscriptions;
    private final TenantsView tenants;
    private final Offers offers;
    private final Ids ids;
    private final Clock clock;

    ContinueMigration(
            Transactions transactions,
            Migrations migrations,
            Subscriptions subscriptions,
            TenantsView tenants,
            Offers offers,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.migrations = migrations;
        this.subscriptions = subscriptions;
        this.tenants = tenants;
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

    /** How many tenants were dealt with; -1 when none runs. One that fails by itself is set aside as failed. */
    public Uni<Integer> run(Command command) {
        return part(command.most()).onFailure().recoverWithUni(failure -> {
            LOG.warnf("a part of a migration goes on one by one: %s", failure);
            return part(1).onFailure().recoverWithUni(this::setAside);
        });
    }

    private Uni<Integer> part(int most) {
        return transactions.run(() -> migrations
                .lockRunning()
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(-1)
                        : migrations
                                .pending(found.get().id(), most)
                                .chain(pending -> pending.isEmpty()
                                        ? migrations
                                                .save(found.get().end(clock.instant()))
                                                .replaceWith(0)
                                        : offers.now().chain(offer -> move(found.get(), pending, offer)))));
    }

    private Uni<Integer> move(Migration migration, List<TenantId> pending, Offer offer) {
        var now = clock.instant();
        var target = offer.shelf().plan(migration.to().plan());
        if (target == null || target.find(migration.to().version()).status() != PlanVersion.Status.PUBLISHED) {
            return migrations
                    .save(migration.stop("Version " + migration.to() + " is not published any more.", now))
                    .replaceWith(0);
        }
        return subscriptions
                .lock(pending)
                .chain(found -> tenants.leaving(pending).chain(leaving -> {
                    var decided = new ArrayList<Decided>();
                    var items = new ArrayList<Item>();
                    for (var kept : found) {
                        items.add(move(migration, kept, leaving, offer, now, decided));
                    }
                    items.addAll(missing(pending, found));
                    return subscriptions
                            .save(decided, offer.defaults().version())
                            .chain(() -> migrations.done(migration.id(), items))
                            .replaceWith(pending.size());
                }));
    }

    private Item move(
            Migration migration,
            Kept<Entitled> kept,
            Set<TenantId> leaving,
            Offer offer,
            Instant now,
            List<Decided> decided) {
        var subscription = kept.state().subscription();
        var tenant = subscription.tenant();
        var conflict = migration.conflict(subscription, leaving.contains(tenant));
        if (conflict != null) {
            return new Item(tenant, Step.SKIPPED, conflict, null, null, null);
        }
        var change = subscription.migrate(migration.to(), migration.cause(), now);
        var one = AlterSubscription.decided(kept.state(), change, offer, migration.cause(), ids);
        decided.add(one);
        return new Item(tenant, Step.MOVED, null, null, null, one.eventId());
    }

    /** Erased since the preview. */
    private static List<Item> missing(List<TenantId> pending, List<Kept<Entitled>> found) {
        var there =
                found.stream().map(kept -> kept.state().subscription().tenant()).collect(Collectors.toSet());
        return pending.stream()
                .filter(tenant -> !there.contains(tenant))
                .map(tenant -> new Item(tenant, Step.SKIPPED, Conflict.LEAVING, null, null, null))
                .toList();
    }

    private Uni<Integer> setAside(Throwable failure) {
        return transactions.run(() -> migrations
                .lockRunning()
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(-1)
                        : migrations
                                .pending(found.get().id(), 1)
                                .chain(pending -> migrations.done(
                                        found.get().id(),
                                        pending.stream()
                                                .map(tenant -> new Item(
                                                        tenant,
                                                        Step.FAILED,
                                                        null,
                                                        Quarantine.reason(failure),
                                                        null,
                                                        null))
                                                .toList()))
                                .replaceWith(1)));
    }
}
