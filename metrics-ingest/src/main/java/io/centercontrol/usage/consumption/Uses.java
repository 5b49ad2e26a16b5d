package io.centercontrol.usage.consumption;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.consumption.model.Use;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** What was used of features, exactly: it is counted together with the events of which it is. */
public interface Uses {
    /**
     * Adds what was used to the day and the month in which it happened, and keeps what is the latest. Joins the transaction in which
     * the events are counted, as one of its last statements; the partitions of these months must be there.
     */
    Uni<Void> add(Collection<Use> uses);

    /** Forgets all of a tenant, for which nothing is counted any more. Joins the open transaction. */
    Uni<Void> forget(TenantId tenant);

    /** What is kept of a tenant, as JSON. */
    Uni<List<String>> of(TenantId tenant);

    /** Drops the months that end before a day. */
    Uni<Void> tidy(LocalDate oldest);
}
