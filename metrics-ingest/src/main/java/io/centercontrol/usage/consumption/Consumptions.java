package io.centercontrol.usage.consumption;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.consumption.model.Consumption;
import io.centercontrol.usage.consumption.model.Counted;
import io.centercontrol.usage.consumption.model.FeatureUse;
import io.centercontrol.usage.consumption.model.Granted;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tenants are granted, and what was told of its use. It is derived, and has no history. */
public interface Consumptions {
    /** What a tenant is granted. */
    record Entitled(TenantId tenant, long version, List<Granted> granted) {
        public Entitled {
            granted = List.copyOf(granted);
        }
    }

    /**
     * A tenant of which there may be something to tell; nobody else tells of it before the transaction ends.
     *
     * @param told what was told last
     * @param used what was counted of what is granted
     * @param lookAt when it was to be looked at; null when something was used
     */
    record Due(
            Consumption told,
            List<Granted> granted,
            Map<Counted, Long> used,
            @Nullable Instant lookAt) {
        public Due {
            granted = List.copyOf(granted);
            used = Map.copyOf(used);
        }
    }

    /**
     * What becomes of it.
     *
     * @param changes what is told, in its order; nothing when it rests
     * @param lookAt when it is to be looked at again, whatever is used; null when it need not be
     */
    record Decided(
            TenantId tenant,
            List<Change<Consumption>> changes,
            @Nullable Instant lookAt) {
        public Decided {
            changes = List.copyOf(changes);
        }
    }

    /** One tenant's use of one feature. */
    record Found(TenantId tenant, FeatureUse use, Instant updatedAt) {}

    /** Takes over what a tenant is granted, unless something newer is here or it is gone. */
    Uni<Void> hear(Entitled entitled, Instant now);

    /** Ends what is told of a tenant, for good; the second time it does nothing. Joins the open transaction. */
    Uni<Void> end(TenantId tenant, Instant now);

    /** Those that were taken, and whether there may be more. */
    record Dues(List<Due> dues, boolean isMore) {
        public Dues {
            dues = List.copyOf(dues);
        }
    }

    /** Takes some of which something was used, and some whose time has come, for the transaction that is open. */
    Uni<Dues> due(Instant now);

    /** Keeps and tells what was decided of those that were taken. */
    Uni<Void> decided(Collection<Decided> decided);

    /** What a tenant is granted and has used by now; null when nothing is known of it. */
    Uni<@Nullable Due> of(TenantId tenant, Instant now);

    /**
     * As it was told, by tenant and feature.
     *
     * @param level only those who have reached this or more, in a period that has not ended
     */
    Uni<Page<Found>> find(
            @Nullable TenantId tenant,
            @Nullable String feature,
            int level,
            Instant now,
            int limit,
            @Nullable String cursor);
}
