package io.centercontrol.audit.trail;

import io.centercontrol.audit.trail.model.Happening;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which versions of each aggregate the trail has: all of them, or which are missing. */
public interface Streams {
    /** Takes over what new entries tell, in the open transaction: which versions were passed over, and which came after all. */
    Uni<Moved> advance(List<Happening> fresh, Instant now);

    /**
     * Takes gaps whose owners are to be asked for what is missing, in the open transaction, and says when each is asked next: later
     * each time, so that an owner that has nothing to say is soon left alone.
     */
    Uni<List<Gap>> takeDue(Instant now, int most);

    /** When the next owner is to be asked. */
    Uni<Optional<Instant>> nextDue();

    /** What is known of these buckets. */
    Uni<Map<Bucket, Tally>> tallies(Collection<Bucket> buckets);

    /** Gaps, the newest first. */
    Uni<Page<Gap>> gaps(@Nullable Boolean open, int limit, @Nullable String cursor);

    /** For each topic and day how many entries were expected, and how many there are. */
    Uni<List<Day>> days(LocalDate from, LocalDate to);

    /** For each topic as a whole. */
    Uni<List<Whole>> wholes();

    /** Gaps that a batch made, and those that it closed. */
    record Moved(List<Gap> found, List<Gap> healed) {}

    /**
     * Versions that were passed over.
     *
     * @param missing how many are still missing
     */
    record Gap(
            UUID id,
            String topic,
            String key,
            long fromVersion,
            long toVersion,
            long missing,
            Instant noticedAt,
            @Nullable Instant healedAt) {}

    /**
     * Aggregates that are digested together.
     *
     * @param number of 256, as the Digest schema says
     */
    record Bucket(String topic, int number) {}

    /**
     * What a bucket holds, as in the Digest schema.
     *
     * @param movedAt when the newest version in it was decided, by its owner's clock; null for an empty one
     */
    record Tally(
            long count,
            long hash,
            long highestVersion,
            @Nullable Instant movedAt) {
        /** A bucket that holds nothing. */
        public static final Tally EMPTY = new Tally(0, 0, 0, null);
    }

    /**
     * A day of a topic.
     *
     * @param entries how many were taken in on that day (UTC)
     * @param missing how many versions were passed over on that day and have not come
     */
    record Day(String topic, LocalDate day, long entries, long missing) {}

    /**
     * A topic since the trail began.
     *
     * @param aggregates how many it has
     * @param expected how many versions all aggregates have had, by the newest that is known of each
     * @param entries how many entries there are
     */
    record Whole(String topic, long aggregates, long expected, long entries) {}
}
