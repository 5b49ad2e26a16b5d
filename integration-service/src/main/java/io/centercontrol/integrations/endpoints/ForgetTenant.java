package io.centercontrol.integrations.endpoints;

import io.centercontrol.kit.provision.ErasesTenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant's data is erased: no endpoint is told of it by name any more. One that was for nobody else ends. */
@ApplicationScoped
public class ForgetTenant implements ErasesTenant {
    private final Endpoints endpoints;
    private final Clock clock;

    ForgetTenant(Endpoints endpoints, Clock clock) {
        this.endpoints = endpoints;
        this.clock = clock;
    }

    @Override
    public Uni<Void> run(Command command) {
        return endpoints.changeThoseOf(
                command.tenant(), command.cause(), endpoint -> endpoint.forget(command.tenant(), clock.instant()));
    }
}
