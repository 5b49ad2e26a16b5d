package io.centercontrol.tenants;

import io.centercontrol.governance.Admission;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.offer.KnownPlans;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantKind;
import io.centercontrol.tenants.model.TenantRules;
import io.centercontrol.tenants.model.TenantSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A merchant joins the platform. */
@ApplicationScoped
public class RegisterTenant {
    private final Transactions transactions;
    private final Tenants tenants;
    private final Admission admission;
    private final KnownPlans plans;
    private final TenantsConfig config;
    private final Ids ids;
    private final Clock clock;

    RegisterTenant(
            Transactions transactions,
            Tenants tenants,
            Admission admission,
            KnownPlans plans,
            TenantsConfig config,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.admission = admission;
        this.plans = plans;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param plan key of the plan to begin with; null for governance's default
     */
    public record Command(
            String slug, TenantKind kind, @Nullable String plan, TenantSettings settings, Cause cause) {}

    /**
     * Registers; refuses values that break a rule, a plan that is not on offer, a
     * slug or domain that is taken, and a tenant above the platform's limit.
     */
    public Uni<Kept<Tenant>> run(Command command) {
        return transactions.run(() -> admission.terms().chain(terms -> {
            TenantRules.check(command.slug(), terms.reservedNames(), command.settings(), config.baseDomain());
            var registration = Tenant.register(
                    new TenantId(ids.next()),
                    command.slug(),
                    command.kind(),
                    command.plan(),
                    command.settings(),
                    config.baseDomain(),
                    clock.instant());
            return admissible(command.plan())
                    .chain(() -> admission.admit(command.kind().name()))
                    .chain(() -> tenants.register(registration, command.cause()));
        }));
    }

    private Uni<Void> admissible(@Nullable String plan) {
        return plan == null
                ? Uni.createFrom().voidItem()
                : plans.onOffer().invoke(offer -> offer.check("/plan", plan)).replaceWithVoid();
    }
}
