package io.centercontrol.tenants.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.OwnGoal;
import io.centercontrol.tenants.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** A registration: that every required tenant service has provisioned the tenant, and all of them have heard that it is ACTIVE. */
@Singleton
class ReadyGoal implements OwnGoal {
    static final String WORD = "ready";

    private final Tenants tenants;

    ReadyGoal(Tenants tenants) {
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
                        saved.state().state().ready(),
                        TenantView.of(saved),
                        saved.state().version()));
    }
}
