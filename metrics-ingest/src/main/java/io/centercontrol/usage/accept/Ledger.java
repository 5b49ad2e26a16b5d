package io.centercontrol.usage.accept;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** What was told, what of it counts, and the figures: together, or not at all. */
public interface Ledger {
    /** Most producers of one service, with their epochs; another one is refused. */
    long MOST_PRODUCERS = 20_000;

    /** Takes records over in one transaction; what was heard before counts as duplicate. */
    Uni<Fates> hear(List<HearUsage.Told> told);

    /** Forgets all figures and events of a tenant, and counts nothing for it any more. Joins the open transaction. */
    Uni<Void> forget(TenantId tenant);

    /** What is kept of a tenant, by meter, as JSON: how many minutes, events and what in total. */
    Uni<List<String>> figures(TenantId tenant);

    /** Drops months that are kept no longer. */
    Uni<Void> tidy(Instant now);

    /** What became of events. */
    record Fates(long accepted, long duplicate, long rejected) {
        /** Nothing yet. */
        public static final Fates NONE = new Fates(0, 0, 0);

        /** Both. */
        public Fates plus(Fates other) {
            return new Fates(accepted + other.accepted, duplicate + other.duplicate, rejected + other.rejected);
        }
    }
}
