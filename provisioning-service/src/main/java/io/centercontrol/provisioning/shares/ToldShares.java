package io.centercontrol.provisioning.shares;

import io.centercontrol.provisioning.shares.model.Shares;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** What was told last, service by service. */
public interface ToldShares {
    /** Takes the write lock on a service's shares, then finds them; those of version 0 when nothing was told yet. */
    Uni<Shares> lock(String service);

    /** Saves the next version and its event. */
    Uni<Void> save(Shares next, Instant now);

    /** Sends a service's newest event again, under the lock; nothing when nothing was told yet. */
    Uni<Void> republish(String service);
}
