package io.centercontrol.kit.aggregate;

import io.centercontrol.kernel.Aggregate;
import java.util.UUID;

/**
 * An aggregate as it is kept.
 *
 * @param eventId the event that told of this version
 */
public record Kept<S extends Aggregate>(S state, UUID eventId) {
    /** The version that is kept. */
    public long version() {
        return state.version();
    }
}
