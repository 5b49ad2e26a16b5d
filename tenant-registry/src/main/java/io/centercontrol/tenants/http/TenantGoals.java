package io.centercontrol.tenants.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.OwnGoal;
import io.centercontrol.tenants.Tenants;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Predicate;

/** What writes of a tenant lead to by and by. */
class TenantGoals {
    /** Every required tenant service has provisioned it. */
    static final String READY = "ready";

    /** Every tenant service has erased it, or need not, and its certificate is signed. */
    static final String CERTIFIED = "certified";

    private final Tenants tenants;

    TenantGoals(Tenants tenants) {
        this.tenants = tenants;
    }

    @Produces
    @Singleton
    OwnGoal ready() {
        return new Goal(READY, tenant -> tenant.state().ready(), tenants);
    }

    @Produces
    @Singleton
    OwnGoal certified() {
        return new Goal(CERTIFIED, tenant -> tenant.state() instanceof TenantState.Deleted, tenants);
    }

    private record Goal(String word, Predicate<Tenant> isReached, Tenants tenants) implements OwnGoal {
        @Override
        public Uni<Sight> look(JsonNode answer) {
            return tenants.get(TenantId.parse(answer.path("id").asText()))
                    .map(saved -> new Sight(isReached.test(saved.state()), TenantView.of(saved), saved.version()));
        }
    }
}
