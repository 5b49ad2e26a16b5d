package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All provisionings. Everything but the reading ones joins the transaction that is open. */
public interface Provisionings {
    /** Takes the write lock on one tenant's provisioning; empty when there is none. */
    Uni<Optional<Provisioning>> lock(TenantId tenant);

    /** Takes the write lock on provisionings whose time has come, passing over those that another one holds. */
    Uni<List<Provisioning>> lockDue(Instant now, int most);

    /** Takes the write lock on provisionings that followed an older generation of tenant services. */
    Uni<List<Provisioning>> lockBehind(long generation, int most);

    /**
     * Saves a change: the row, its version in the history and its event.
     *
     * @param generation the tenant services that it was decided with
     */
    Uni<Saved<Provisioning>> save(Change<Provisioning> change, long generation, Cause cause, Instant now);

    /** Notes that a provisioning has nothing to change for a generation of tenant services. */
    Uni<Void> followed(TenantId tenant, long generation);

    /** Removes a provisioning, keeping its history; its event is a tombstone. */
    Uni<Saved<Provisioning>> end(Provisioning last, Cause cause, Instant now);

    /** Sends one tenant's newest event again, under its lock; nothing when there is none. */
    Uni<Void> republish(TenantId tenant);

    /** One tenant's provisioning, without a lock. */
    Uni<Optional<Sighting>> find(TenantId tenant);

    /** A part of those that a question is about. */
    Uni<Page<Sighting>> find(ProvisioningQuery query);
}
