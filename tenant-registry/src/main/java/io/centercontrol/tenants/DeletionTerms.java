package io.centercontrol.tenants;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * What governance says about deletion.
 *
 * @param grace from the moment a deletion is scheduled to when it begins, for a LIVE tenant at least
 * @param slugCoolDown how long the slug of a deleted tenant stays taken
 * @param exportRetention how long the exports of a deleted tenant are kept
 * @param tombstoneAfter how long a deleted tenant's last event stays on the topic
 */
public record DeletionTerms(Duration grace, Duration slugCoolDown, Duration exportRetention, Duration tombstoneAfter) {
    /** Where the terms that hold now come from. */
    public interface Source {
        /** The terms that hold now. */
        Uni<DeletionTerms> current();
    }
}
