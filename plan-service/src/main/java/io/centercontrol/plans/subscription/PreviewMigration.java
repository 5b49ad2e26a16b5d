package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.subscription.Migrations.Item;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.Migration;
import io.centercontrol.plans.subscription.model.Migration.Counts;
import io.centercontrol.plans.subscription.model.Migration.State;
import io.centercontrol.plans.subscription.model.Migration.Step;
import io.centercontrol.plans.subscription.model.PlanRef;
import io.centercontrol.plans.subscription.model.ValueChange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group is to be moved to another version: who would be moved, what each would see change, and who would not be and why.
 * Nobody is moved before the migration is started.
 */
@ApplicationScoped
public class PreviewMigration {
    private static final TenantId NOBODY = new TenantId(new UUID(0, 0));

    private final Transactions transactions;
    private final Migrations migrations;
    private final Offers offers;
    private final Ids ids;
    private final Clock clock;

    PreviewMigration(Transactions transactions, Migrations migrations, Offers offers, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.migrations = migrations;
        this.offers = offers;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * From which version to which.
     *
     * @param toVersion null for the newest published one
     */
    public record Command(PlanRef from, String to, @Nullable Integer toVersion, Cause cause) {}

    /** Refuses versions that there are not, one that nobody can be given, and a move to where everybody is. */
    public Uni<Migration> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> offers.now().chain(offer -> {
            var migration = migration(command, offer, now);
            return migrations.preview(migration, entitled -> item(migration, entitled, offer, command.cause(), now));
        }));
    }

    private Migration migration(Command command, Offer offer, Instant now) {
        var from = from(command.from(), offer);
        var to = Choice.of(offer.shelf(), Plan.Kind.PLAN, "/to/plan", command.to(), command.toVersion(), NOBODY);
        if (from.equals(to)) {
            throw Refusal.Invalid.of("/to", "SAME_VERSION", "Everybody who has " + to + " has it already.")
                    .asException();
        }
        return new Migration(
                ids.next(),
                from,
                to,
                State.PREVIEWED,
                ValueChange.between(offer.plainValues(from), offer.plainValues(to)),
                command.cause(),
                Counts.NONE,
                null,
                now,
                null,
                null,
                now);
    }

    private static PlanRef from(PlanRef from, Offer offer) {
        var plan = offer.shelf().plan(from.plan());
        if (plan == null || plan.kind() != Plan.Kind.PLAN) {
            throw Refusal.Invalid.of("/from/plan", "UNKNOWN_PLAN", "There is no plan " + from.plan() + ".")
                    .asException();
        }
        Choice.checkVersion(plan, from.version(), "/from/version");
        return from;
    }

    /** By the same move that the run will make. */
    private static Item item(Migration migration, Entitled entitled, Offer offer, Cause cause, Instant now) {
        var subscription = entitled.subscription();
        var conflict = migration.conflict(subscription, false);
        if (conflict != null) {
            return new Item(subscription.tenant(), Step.SKIPPED, conflict, null, null, null);
        }
        var moved =
                offer.entitled(subscription.migrate(migration.to(), cause, now).next());
        return new Item(
                subscription.tenant(),
                Step.PENDING,
                null,
                null,
                ValueChange.between(entitled.values(), moved.values()),
                null);
    }
}
