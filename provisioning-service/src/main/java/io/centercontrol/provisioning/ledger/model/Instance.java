package io.centercontrol.provisioning.ledger.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One running copy of a tenant service, as its positions tell. Times are broker append times unless they say otherwise.
 *
 * @param id stays the same for as long as the instance keeps its copy on disk
 * @param lease how long it serves without having reached the log's end; null when it takes no lease
 * @param sinceEnd how long ago, by its own monotonic clock, it had reached the end when it last wrote; null for never
 * @param startedAt when this run began, by its own clock; only compared with itself
 * @param firstHeardAt the first position of this id
 * @param runHeardAt the first position of this run
 * @param idleSince the orderly stop that came before this run; null when the run before ended in another way or there was
 *     none
 * @param lastHeardAt the newest position
 * @param topics the topics of which its newest position tells; empty before it has anything to tell
 * @param stopping whether the newest position is the last one of an orderly stop
 */
public record Instance(
        String id,
        String service,
        String sdkVersion,
        Health health,
        @Nullable Duration lease,
        @Nullable Duration sinceEnd,
        Instant startedAt,
        Instant firstHeardAt,
        Instant runHeardAt,
        @Nullable Instant idleSince,
        Instant lastHeardAt,
        Set<String> topics,
        boolean stopping,
        @Nullable Gone gone) {

    public Instance {
        topics = Set.copyOf(topics);
    }

    /** An operator's word that the instance will not come back. A position that it writes later takes the word back. */
    public record Gone(Instant at, String by, String reason) {}

    /** Whether it can serve, so that a change has to reach it. */
    public boolean participates() {
        return !stopping && gone == null;
    }

    /**
     * Whether it has not been heard for longer than {@code patience}. The broker's clock is compared with ours here: a
     * difference of theirs only turns WAITING into UNREACHABLE or back, and neither counts as proof.
     */
    public boolean silent(Instant now, Duration patience) {
        return lastHeardAt.plus(patience).isBefore(now);
    }

    /**
     * Whether it leaves a topic out. One that has just begun may tell of its first topics before it does of the last; {@code
     * patience} after that, what it does not tell of it does not follow.
     */
    public boolean leavesOut(String topic, Duration patience) {
        return !topics.isEmpty()
                && !topics.contains(topic)
                && runHeardAt.plus(patience).isBefore(lastHeardAt);
    }

    /**
     * Whether it was not at work when something was appended: it was first heard after that, or it had stopped in order and
     * came back later. It reached the change before it served, or while it caught up; there is no delay to speak of.
     */
    public boolean joinedAfter(Instant appendedAt) {
        return firstHeardAt.isAfter(appendedAt)
                || (idleSince != null && !idleSince.isAfter(appendedAt) && runHeardAt.isAfter(appendedAt));
    }
}
