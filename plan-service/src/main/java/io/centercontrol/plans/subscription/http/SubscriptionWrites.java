package io.centercontrol.plans.subscription.http;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.plans.subscription.Altered;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;

/** How each decision about a subscription is made and answered: once, with its effects, after they are applied if so asked. */
@RequestScoped
class SubscriptionWrites {
    private final Writes writes;

    SubscriptionWrites(Writes writes) {
        this.writes = writes;
    }

    Uni<Response> answer(Object body, Supplier<Uni<Altered>> write) {
        return writes.once(body, () -> write.get().map(SubscriptionWrites::view))
                .map(Answer::toResponse);
    }

    static TenantId tenantId(String id) {
        return new TenantId(Parameters.uuid("id", id));
    }

    private static Answer view(Altered altered) {
        var version = altered.kept().state().subscription().version();
        return new Answer(200, SubscriptionView.of(altered), Map.of("ETag", Versions.tag(version)));
    }
}
