package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.model.Holder;
import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.flags.limits.model.RateLimitRefusals;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Someone asks what holds for a tenant. */
@ApplicationScoped
public class ShowTenantLimits {
    private final RateLimits limits;
    private final TenantsView tenants;
    private final Clock clock;

    ShowTenantLimits(RateLimits limits, TenantsView tenants, Clock clock) {
        this.limits = limits;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Which tenant. */
    public record Command(TenantId tenant) {}

    /**
     * What holds for a tenant.
     *
     * @param plan the key of its plan, as this instance knows it; null when none is known
     * @param limits by class of call; at most {@link RateLimits#MOST_EACH} of its own and as many of its plan's
     */
    public record TenantLimits(TenantId tenant, @Nullable String plan, List<Effective> limits) {
        public TenantLimits {
            limits = List.copyOf(limits);
        }
    }

    /**
     * What holds for one class of call.
     *
     * @param instead the plan's limit, where the tenant's own counts instead of it; null when there is none
     */
    public record Effective(Kept<RateLimit> holds, @Nullable Kept<RateLimit> instead) {}

    /** What holds now; refuses for a tenant that is not known, and while this instance knows none. */
    public Uni<TenantLimits> run(Command command) {
        if (!tenants.isReady()) {
            throw RateLimitRefusals.notReady();
        }
        var known = tenants.find(command.tenant());
        if (known == null) {
            throw RateLimitRefusals.unknownTenant(command.tenant());
        }
        var holders = new ArrayList<Holder>();
        holders.add(new Holder.OfTenant(command.tenant()));
        var plan = known.plan();
        if (plan != null) {
            holders.add(new Holder.OfPlan(plan));
        }
        return limits.of(holders).map(found -> new TenantLimits(command.tenant(), plan, effective(found)));
    }

    private List<Effective> effective(List<Kept<RateLimit>> found) {
        var now = clock.instant();
        var byClass = new TreeMap<String, Effective>();
        for (var kept : found) {
            if (kept.state().holds(now)) {
                byClass.merge(
                        kept.state().key().callClass(),
                        new Effective(kept, null),
                        (one, other) -> isTenants(one) ? beside(one, other) : beside(other, one));
            }
        }
        return List.copyOf(byClass.values());
    }

    private static boolean isTenants(Effective one) {
        return one.holds().state().key().holder() instanceof Holder.OfTenant;
    }

    private static Effective beside(Effective own, Effective plans) {
        return new Effective(own.holds(), plans.holds());
    }
}
