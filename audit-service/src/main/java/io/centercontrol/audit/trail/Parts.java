package io.centercontrol.audit.trail;

import io.centercontrol.audit.trail.model.Due;
import io.centercontrol.audit.trail.model.PartsMonth;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is personal of the entries, by month and category. What is taken from it is never had again. */
public interface Parts {
    /**
     * Passes the fence: nobody else takes parts away, or says that they may not be taken, before the open transaction ends.
     *
     * @param patience how long to wait for who is there; null for as long as it takes, and then no statement of the
     *     transaction is ended for taking long
     * @return fails with {@link PartsInUseException} when that was too short
     */
    Uni<Void> enter(@Nullable Duration patience);

    /** The months that are over, to which nothing will be added, by month, then category. */
    Uni<List<PartsMonth>> over();

    /**
     * What a filter holds, and what is gone of that.
     *
     * @param most the longest that it may take; null for any time
     * @return fails with a refusal when it takes longer
     */
    Uni<Reach> reach(EntryFilter filter, @Nullable Duration most);

    /** What would become of a month. */
    Uni<Counts> count(PartsMonth month, Due due, List<EntryFilter> held);

    /**
     * Takes away what is due and not held, in the open transaction, which is behind the fence: the month as a whole, or what stays of
     * it takes its place.
     *
     * @return fails with {@link PartsInUseException} when others did not let go of it in time
     */
    Uni<Counts> purge(PartsMonth month, Due due, List<EntryFilter> held, UUID purge, Instant now);

    /**
     * How far a filter reaches; neither number is counted beyond 10,000.
     *
     * @param held entries that fit and have their parts
     * @param purged entries that fit and were purged
     * @param isExact whether both numbers are; of what was purged nobody knows any more who did it and which words it had, so filters by
     *     these count too many
     */
    record Reach(long held, long purged, boolean isExact) {}

    /**
     * A month's entries that still have their parts.
     *
     * @param purged due and not held: they go, or are gone
     * @param held due, and held
     * @param kept not due
     */
    record Counts(long purged, long held, long kept) {}
}
