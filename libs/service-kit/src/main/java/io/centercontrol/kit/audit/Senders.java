package io.centercontrol.kit.audit;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request that something is done for, and who sends it. */
@Singleton
class Senders {
    private final CurrentVertxRequest current;

    Senders(CurrentVertxRequest current) {
        this.current = current;
    }

    /** The current request; null when something is done on an event or on time. */
    @Nullable
    RoutingContext current() {
        return Arc.container().requestContext().isActive() ? current.getCurrent() : null;
    }

    /** Who sends a request; there at once when it was asked for before. Empty when nobody proved to be anybody. */
    Uni<Optional<SecurityIdentity>> identity(@Nullable RoutingContext request) {
        if (request == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (request.user() instanceof QuarkusHttpUser user) {
            return Uni.createFrom().item(Optional.of(user.getSecurityIdentity()));
        }
        Uni<SecurityIdentity> deferred = request.get(QuarkusHttpUser.DEFERRED_IDENTITY_KEY);
        return deferred == null
                ? Uni.createFrom().item(Optional.empty())
                : deferred.map(Optional::ofNullable).onFailure().recoverWithItem(Optional.empty());
    }
}
