package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.Altered.Effect;
import io.centercontrol.flags.limits.model.Holder;
import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The road of every decision about one rate limit: lock it, let the model decide, save and tell, and see what holds then. */
@ApplicationScoped
class AlterRateLimit {
    private final Transactions transactions;
    private final RateLimits limits;
    private final TenantsView tenants;
    private final Clock clock;

    AlterRateLimit(Transactions transactions, RateLimits limits, TenantsView tenants, Clock clock) {
        this.transactions = transactions;
        this.limits = limits;
        this.tenants = tenants;
        this.clock = clock;
    }

    Uni<Altered> run(LimitKey key, Cause cause, Function<@Nullable RateLimit, @Nullable Change<RateLimit>> decide) {
        return transactions.run(() -> limits.change(key, cause, decide)
                .chain(written ->
                        effect(written.kept()).map(effect -> new Altered(written.kept(), written.fields(), effect))));
    }

    private Uni<Effect> effect(Kept<RateLimit> kept) {
        var key = kept.state().key();
        var own = kept.state().holds(clock.instant()) ? kept : null;
        return switch (key.holder()) {
            case Holder.OfPlan(var plan) ->
                others(key.callClass(), plan).map(count -> new Effect(own, tenants.isReady(), count));
            case Holder.OfTenant(var tenant) ->
                own == null
                        ? plansFor(tenant, key.callClass())
                        : Uni.createFrom().item(new Effect(own, true, 0));
        };
    }

    /** What holds for a tenant that has no limit of its own. */
    private Uni<Effect> plansFor(TenantId tenant, String callClass) {
        var known = tenants.find(tenant);
        var plan = known == null ? null : known.plan();
        if (plan == null) {
            return Uni.createFrom().item(new Effect(null, tenants.isReady(), 0));
        }
        return limits.find(new LimitKey(new Holder.OfPlan(plan), callClass))
                .map(found -> new Effect(
                        found.filter(one -> one.state().holds(clock.instant())).orElse(null), true, 0));
    }

    private Uni<Long> others(String callClass, String plan) {
        return limits.tenantsWith(callClass)
                .map(found -> found.stream()
                        .map(tenants::find)
                        .filter(known -> known != null && plan.equals(known.plan()))
                        .count());
    }
}
