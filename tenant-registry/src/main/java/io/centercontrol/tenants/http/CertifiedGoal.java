package io.centercontrol.tenants.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.OwnGoal;
import io.centercontrol.tenants.Tenants;
import io.centercontrol.tenants.model.TenantState;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** A deletion: that every tenant service has erased the tenant, or need not, and the certificate is signed. */
@Singleton
class CertifiedGoal implements OwnGoal {
    static final String WORD = "certified";

    private final Tenants tenants;

    CertifiedGoal(Tenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Uni<Sight> look(JsonNode answer) {
        return tenants.get(TenantId.parse(answer.path("id").asText()))
                .map(saved -> new Sight(
                        saved.state().state() instanceof TenantState.Deleted,
                        TenantView.of(saved),
                        saved.state().version()));
    }
}
