package io.centercontrol.tenants.http;

import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;

/** How each write of a tenant is done and answered: once, with the version's ETag, after its effect if so asked. */
@RequestScoped
class TenantWrites {
    private final Writes writes;

    TenantWrites(Writes writes) {
        this.writes = writes;
    }

    /** Does a write and answers with the tenant. */
    Uni<Response> answer(Object body, int status, Supplier<Uni<Kept<Tenant>>> write) {
        return writes.once(body, () -> write.get().map(saved -> view(saved, status)))
                .map(Answer::toResponse);
    }

    private static Answer view(Kept<Tenant> saved, int status) {
        var answer = new Answer(
                status,
                TenantView.of(saved),
                Map.of("ETag", Versions.tag(saved.state().version())));
        return status == 201
                ? answer.with("Location", "/api/v1/tenants/" + saved.state().id())
                : answer;
    }
}
