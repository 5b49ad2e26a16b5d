package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One version in the history of a feature or a plan: the whole aggregate, and what led to it.
 *
 * @param <S> the aggregate
 */
public record CatalogVersion<S>(
        S state, long version, UUID eventId, String type, Instant time, Cause cause, List<FieldChange> changes) {
    public CatalogVersion {
        changes = List.copyOf(changes);
    }
}
