package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Version;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.PlanRef;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where subscriptions are kept. What is locked is locked until the transaction ends, and many are locked in the order of
 * their ids.
 */
public interface Subscriptions {
    /** A change that is decided, and what led to it. */
    record Decided(Change<Entitled> change, Cause cause, UUID eventId) {}

    /** Those of these tenants that have one, locked. */
    Uni<List<Kept<Entitled>>> lock(Collection<TenantId> tenants);

    /** Some that time alone will change by then, locked; those that somebody else holds are passed over. */
    Uni<List<Kept<Entitled>>> lockDue(Instant now, int most);

    /** Some that were computed with other defaults than those of this version of governance, locked. */
    Uni<List<Kept<Entitled>>> lockBehind(long governance, int most);

    /**
     * Saves rows, versions in the history and events.
     *
     * @param governance the version of governance that the values were computed with
     */
    Uni<Void> save(List<Decided> decided, long governance);

    /** Takes note that the values are the same under this version of governance. */
    Uni<Void> keepsUnder(long governance, Collection<TenantId> tenants);

    /** Takes a tenant's subscription out with its history, and tells so by a tombstone; false when there is none. */
    Uni<Boolean> erase(TenantId tenant, Cause cause, Instant now);

    /** A tenant's subscription. */
    Uni<Optional<Kept<Entitled>>> find(TenantId tenant);

    /** Some that have one of these versions now, in the order of the tenants' ids, behind this one. */
    Uni<List<Kept<Entitled>>> having(Collection<PlanRef> plans, UUID after, int most);

    /** How many have one of these versions now, and nothing else. */
    Uni<Long> countPlain(Collection<PlanRef> plans);

    /**
     * Which subscriptions are meant; what is null does not narrow.
     *
     * @param plan only those that have this plan now
     * @param feature only those that have something of this feature now: a switch that is on, more than 0 of another
     * @param text only those of tenants with this in slug or name
     */
    record Filter(
            @Nullable String plan,
            @Nullable Integer version,
            @Nullable String feature,
            @Nullable String text) {
        /** Whether it lets every subscription through. */
        public boolean isEmpty() {
            return plan == null && version == null && feature == null && text == null;
        }
    }

    /** A part of the list. */
    record Query(Filter filter, int limit, @Nullable String cursor) {}

    /** A subscription in a list, with its tenant's names. */
    record Listed(
            Kept<Entitled> kept,
            @Nullable String slug,
            @Nullable String name) {}

    /** Subscriptions in the order of the tenants' ids. */
    Uni<Page<Listed>> find(Query query);

    /** The tenants of those that a filter lets through, in the order of their ids. */
    Uni<List<TenantId>> tenants(Filter filter, int most);

    /** Versions of one, newest first. */
    Uni<Page<Version<Entitled>>> history(TenantId tenant, int limit, @Nullable String cursor);
}
