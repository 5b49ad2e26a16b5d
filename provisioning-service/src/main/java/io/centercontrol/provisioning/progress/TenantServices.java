package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Aggregates;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.provisioning.progress.model.KnownServices;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All tenant services, each named by its key. */
public interface TenantServices extends Aggregates<String, TenantService> {
    /**
     * Locks all of them, and lets the model decide on one.
     *
     * @param expectedVersion the versions the caller knows; null when it does not matter
     */
    Uni<Written<TenantService>> change(
            String key,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<TenantService, @Nullable Change<TenantService>> decide);

    /** All of them, at this generation or a later one. */
    Uni<KnownServices> known();

    /**
     * Locks all of them, and lets the model decide on one that need not be known; then it makes it known. When one becomes
     * known, required or not, or serves other tenants, their generation rises, so that provisionings catch up.
     */
    Uni<Written<TenantService>> put(
            String key, Cause cause, Function<@Nullable TenantService, @Nullable Change<TenantService>> decide);
}
