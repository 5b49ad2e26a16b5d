package io.centercontrol.audit.trail;

import io.centercontrol.audit.trail.leaf.SealedEntry;
import io.centercontrol.audit.trail.model.Happening;
import io.centercontrol.audit.trail.model.Sight;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The entries that there are. */
public interface Entries {
    /** Those that there is no entry of yet, each once, in the order in which they came. To be asked under the log's lock. */
    Uni<List<Happening>> unknown(List<Happening> heard);

    /**
     * Keeps entries, in the open transaction.
     *
     * @param first the index of the first
     */
    Uni<Void> insert(long first, List<SealedEntry> entries, Instant recorded);

    /**
     * A page.
     *
     * @param oldestFirst else the newest come first
     * @return fails with a refusal when it takes too long
     */
    Uni<Found> find(EntryFilter filter, Sight sight, boolean oldestFirst, int limit, @Nullable String cursor);

    /** The entry of an event; fails when there is none that may be seen. */
    Uni<Entry> get(UUID event, Sight sight);

    /** How many entries there are of each action, category, outcome and service, and of the actors that have most. */
    Uni<Facets> facets(EntryFilter filter, Sight sight);

    /**
     * Some that fit, in the order of the log.
     *
     * @param after the index behind which they begin, -1 for the first
     * @param below the index before which they end
     */
    Uni<List<Entry>> part(EntryFilter filter, Sight sight, long after, long below, int limit);

    /** How many fit; not more than {@code most} are counted. */
    Uni<Long> count(EntryFilter filter, Sight sight, long most);

    /**
     * How complete the trail is of what the entries that fit are about: all versions of their aggregates, by topic.
     *
     * @param below the index before which they end
     */
    Uni<List<Streams.Whole>> wholes(EntryFilter filter, Sight sight, long below);

    /**
     * Counts of the newest entries that fit.
     *
     * @param of the facet's name, then the value
     * @param counted how many entries were looked at
     * @param isExact false when there are more
     */
    record Facets(Map<String, Map<String, Long>> of, long counted, boolean isExact) {}
}
