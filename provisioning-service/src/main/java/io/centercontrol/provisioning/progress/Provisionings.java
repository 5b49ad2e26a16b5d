package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Aggregates;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.provisioning.progress.model.Effect;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.Stay;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All provisionings. */
public interface Provisionings extends Aggregates<TenantId, Provisioning> {
    /**
     * Locks one, and lets the model decide.
     *
     * @param expectedVersion the versions the caller knows; null when it does not matter
     */
    Uni<Written<Provisioning>> change(
            TenantId tenant,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<Provisioning, @Nullable Change<Provisioning>> decide);

    /**
     * The same for one that need not be there: then the model is asked whether it begins.
     *
     * @param generation the tenant services that one which begins is asked for
     * @return empty when there is still none
     */
    Uni<Optional<Written<Provisioning>>> put(
            TenantId tenant,
            long generation,
            Cause cause,
            Function<@Nullable Provisioning, @Nullable Change<Provisioning>> decide);

    /** Changes those whose time has come, passing over what another one holds; how many were looked at. */
    Uni<Integer> changeDue(
            Instant now, int most, Cause cause, Function<Provisioning, @Nullable Change<Provisioning>> decide);

    /**
     * Changes those that followed an older generation of tenant services, which they follow from then on; how many.
     *
     * @param prepare is handed the tenants once they are locked, and says what decides on each
     */
    Uni<Integer> changeBehind(
            long generation,
            int most,
            Cause cause,
            Function<Collection<TenantId>, Uni<Function<Provisioning, @Nullable Change<Provisioning>>>> prepare);

    /** Locks one until the transaction ends; nothing happens when there is none. */
    Uni<Void> lock(TenantId tenant);

    /** How many living tenants stand how with a service; who was never asked for it counts nowhere. */
    Uni<Map<Stay, Long>> stays(String service);

    /** What it comes to that a service serves the tenants that it says, by the rules that will move them. */
    Uni<Effect> effect(TenantService service, Instant now);

    /** How many tenants a service still has to do with. */
    Uni<Holding> heldBy(String service);

    /**
     * What a service has of tenants, as far as is known here.
     *
     * @param tenants living tenants that it was ever asked to provision
     * @param deletions tenants whose deletion waits for its word
     */
    record Holding(long tenants, long deletions) {}

    /** Forgets one, if there is one; its last event is a tombstone. */
    Uni<Void> end(TenantId tenant, Instant now);

    /** One tenant's provisioning, with its name; refuses when there is none. */
    Uni<Sighting> look(TenantId tenant);

    /** A part of those that a question is about. */
    Uni<Page<Sighting>> find(ProvisioningQuery query);
}
