package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.subscription.model.Defaults;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.PlanRef;
import io.centercontrol.plans.subscription.model.ValueChange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What if governance said another number of stores: exactly which tenants would see which value change. Governance is
 * tenant-registry's and knows no plans, so that the answer to this is here.
 */
@ApplicationScoped
public class PreviewDefaults {
    private static final int AT_ONCE = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final Subscriptions subscriptions;
    private final Offers offers;

    PreviewDefaults(Subscriptions subscriptions, Offers offers) {
        this.subscriptions = subscriptions;
        this.offers = offers;
    }

    /**
     * What would be said, and which part of the answer is wanted.
     *
     * @param cursor of the part before; null for the first
     */
    public record Command(
            long mostStores, int limit, @Nullable String cursor) {}

    /** What one tenant would see change. */
    public record Effect(TenantId tenant, List<ValueChange> changes) {
        public Effect {
            changes = List.copyOf(changes);
        }
    }

    /** The defaults that hold now, as far as they were heard. */
    public Uni<Defaults> now() {
        return offers.now().map(Offer::defaults);
    }

    /** Tenants in the order of their ids. The total is the least: those that have something beside their plan are looked at one by one. */
    public Uni<Page<Effect>> run(Command command) {
        return offers.now().chain(offer -> {
            var now = offer.defaults();
            var other = new Offer(offer.shelf(), new Defaults(now.plan(), command.mostStores(), now.version()));
            var silent = silentOf(Defaults.STORES, offer);
            if (silent.isEmpty() || now.mostStores() == command.mostStores()) {
                return Uni.createFrom().item(new Page<>(List.of(), null, 0));
            }
            return subscriptions
                    .countPlain(silent)
                    .chain(plain -> collect(
                                    silent,
                                    other,
                                    Cursor.uuid(command.cursor(), FIRST),
                                    command.limit(),
                                    new ArrayList<>())
                            .map(found -> page(found, command, plain)));
        });
    }

    /** Versions that say nothing of a feature. */
    private static List<PlanRef> silentOf(String feature, Offer offer) {
        return offer.shelf().plans().values().stream()
                .filter(plan -> plan.kind() == Plan.Kind.PLAN)
                .flatMap(plan -> plan.versions().stream()
                        .filter(version -> !version.terms().grants().containsKey(feature))
                        .map(version -> new PlanRef(plan.key(), version.number())))
                .toList();
    }

    /** One more than is wanted, if there is. */
    private Uni<List<Effect>> collect(List<PlanRef> silent, Offer other, UUID after, int limit, List<Effect> found) {
        return subscriptions.having(silent, after, AT_ONCE).chain(part -> {
            for (var kept : part) {
                var effect = effect(kept, other);
                if (!effect.changes().isEmpty() && found.size() <= limit) {
                    found.add(effect);
                }
            }
            return part.size() < AT_ONCE || found.size() > limit
                    ? Uni.createFrom().item(found)
                    : collect(silent, other, tenant(part.getLast()).value(), limit, found);
        });
    }

    private static Effect effect(Kept<Entitled> kept, Offer other) {
        var entitled = kept.state();
        return new Effect(
                tenant(kept),
                ValueChange.between(
                        entitled.values(),
                        other.entitled(entitled.subscription()).values()));
    }

    private static Page<Effect> page(List<Effect> found, Command command, long plain) {
        var here = found.subList(0, Math.min(command.limit(), found.size()));
        var more = found.size() > command.limit();
        if (!more && command.cursor() == null) {
            return new Page<>(here, null, here.size());
        }
        return new Page<>(
                here,
                more ? Cursor.of(here.getLast().tenant().toString()) : null,
                Math.max(plain, found.size()),
                false);
    }

    private static TenantId tenant(Kept<Entitled> kept) {
        return kept.state().subscription().tenant();
    }
}
