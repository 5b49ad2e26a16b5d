package io.centercontrol.integrations.endpoints.http;

import io.centercontrol.integrations.endpoints.Traffic;
import io.centercontrol.integrations.endpoints.Traffic.Figures;
import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Endpoints with how it goes at them. */
@ApplicationScoped
class EndpointDoor {
    private final Traffic traffic;

    EndpointDoor(Traffic traffic) {
        this.traffic = traffic;
    }

    Uni<EndpointView> shown(Kept<WebhookEndpoint> kept) {
        return figures(kept).map(figures -> EndpointView.of(kept, figures));
    }

    Uni<EndpointView> changed(Written<WebhookEndpoint> written) {
        return figures(written.kept()).map(figures -> EndpointView.changed(written, figures));
    }

    Uni<Page<EndpointView>> shown(Page<Kept<WebhookEndpoint>> page) {
        var ids = page.items().stream().map(kept -> kept.state().id()).toList();
        return traffic.of(ids)
                .map(figures -> page.map(kept ->
                        EndpointView.of(kept, figures.getOrDefault(kept.state().id(), Figures.NONE))));
    }

    private Uni<Figures> figures(Kept<WebhookEndpoint> kept) {
        var id = kept.state().id();
        return traffic.of(List.of(id)).map(found -> found.getOrDefault(id, Figures.NONE));
    }
}
