package io.centercontrol.integrations.endpoints;

import io.centercontrol.integrations.endpoints.model.WebhookEndpoint;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Aggregates;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All webhook endpoints there are, those that were removed with them. */
public interface Endpoints extends Aggregates<UUID, WebhookEndpoint> {
    /** Most that there can be at a time. */
    long MOST = 10_000;

    /** Saves a new one; refuses one more than {@link #MOST}. */
    Uni<Written<WebhookEndpoint>> create(Change<WebhookEndpoint> creation, Cause cause);

    /**
     * Locks one, lets the model decide, and saves what it decided; refuses when there is none, or none any more.
     *
     * @param expectedVersion the version the caller knows; null when it does not matter
     * @param decide returns null when nothing is to be changed
     */
    Uni<Written<WebhookEndpoint>> change(
            UUID id,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<WebhookEndpoint, @Nullable Change<WebhookEndpoint>> decide);

    /** The same for all that name a tenant, removed ones with them. */
    Uni<Void> changeThoseOf(
            TenantId tenant, Cause cause, Function<WebhookEndpoint, @Nullable Change<WebhookEndpoint>> decide);

    /** One that is not removed; refuses when there is none. */
    Uni<Kept<WebhookEndpoint>> live(UUID id);

    /** Those that name a tenant and are not removed, by id. */
    Uni<List<Kept<WebhookEndpoint>>> naming(TenantId tenant);

    /** Those that a filter lets through, by id. */
    Uni<Page<Kept<WebhookEndpoint>>> find(EndpointFilter filter, int limit, @Nullable String cursor);
}
