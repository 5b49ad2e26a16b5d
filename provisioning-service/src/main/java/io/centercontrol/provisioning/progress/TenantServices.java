package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.provisioning.progress.model.KnownServices;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** All tenant services. */
public interface TenantServices {
    /** All of them, with their generation, as of one moment. */
    Uni<KnownServices> known();

    /** One of them with the event that told of it last, without a lock; empty when it is not known. */
    Uni<Optional<Saved<TenantService>>> find(String key);

    /** Takes the write lock on all tenant services, then finds one; empty when it is not known. */
    Uni<Optional<Saved<TenantService>>> lock(String key);

    /**
     * Saves a change: the row, its version in the history and its event.
     *
     * @param newGeneration whether provisionings have something to catch up with
     */
    Uni<Saved<TenantService>> save(Change<TenantService> change, boolean newGeneration, Cause cause, Instant now);

    /** Sends one's newest event again, under the lock; nothing when it is not known. */
    Uni<Void> republish(String key);
}
