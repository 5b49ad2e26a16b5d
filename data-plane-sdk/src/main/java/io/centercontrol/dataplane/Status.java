package io.centercontrol.dataplane;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an instance knows of itself.
 *
 * @param age how long ago the copy was last known to be at the end of the log; null when it never was
 * @param instanceId stays the same for as long as the instance keeps its folder
 * @param topicId Kafka's id of the topic that the served copy was read from; null before the first whole copy
 * @param partitions where the served copy stands, durably; empty before the first whole copy
 * @param lag how many offsets the copy is known to be behind the end, over all partitions; 0 when the end is unknown
 * @param quarantined how many records are set aside and not superseded since
 * @param repairs how often in this run a record of an equal version with other content was taken
 * @param digests how the copy compared with the owner's digests in this run
 * @param tenants how many tenants the copy holds
 * @param lease the lease's length; null when there is none
 * @param leaseRemaining how long log-ins and orders are still let through without news; zero once it has run out, null
 *     without a lease
 * @param notice what is going on, for people: rebuilding, unreachable, waiting for a schema; empty when all is well
 * @param copies the other copies, by name: entitlements, plans, flags, limits, shares, consumption, governance. They are no part of the instance's
 *     health: while one is old, what was heard last holds
 * @param refusedCalls calls in this run that were over a rate limit and refused
 * @param shadowRefusedCalls calls in this run that would have been refused if their rate limit were enforced
 * @param untoldMeasures how often in this run it could not be told at its time what was asked; it is told later, or grows
 * @param trail what it has seen of the audit trail
 * @param usage what of usage is still here
 */
public record Status(
        Health health,
        @Nullable Duration age,
        String instanceId,
        @Nullable String topicId,
        List<PartitionStatus> partitions,
        long lag,
        int quarantined,
        long repairs,
        DigestStatus digests,
        int tenants,
        @Nullable Duration lease,
        @Nullable Duration leaseRemaining,
        String notice,
        Map<String, CopyStatus> copies,
        long refusedCalls,
        long shadowRefusedCalls,
        long untoldMeasures,
        TrailStatus trail,
        UsageStatus usage) {
    public Status {
        partitions = List.copyOf(partitions);
        copies = Map.copyOf(copies);
    }

    /** The copy of what the tenants are entitled to. While it is not there, the platform's default holds. */
    public CopyStatus entitlements() {
        return copy("entitlements");
    }

    /** The copy of the plans, of which one is the default. */
    public CopyStatus plans() {
        return copy("plans");
    }

    /** The copy of the flags. While it is not there, the caller's own default counts. */
    public CopyStatus flags() {
        return copy("flags");
    }

    /** The copy of the rate limits. While it is not there, nothing is limited. */
    public CopyStatus limits() {
        return copy("limits");
    }

    /** The copy of how the instances part the rate limits. While it is not there, this one takes the whole. */
    public CopyStatus shares() {
        return copy("shares");
    }

    /** The copy of what tenants have used. While it is not there, a check is by this instance's own use. */
    public CopyStatus consumption() {
        return copy("consumption");
    }

    private CopyStatus copy(String name) {
        return Objects.requireNonNull(copies.get(name), name);
    }

    /**
     * One partition.
     *
     * @param nextOffset everything below is applied and on disk, but for what is quarantined
     */
    public record PartitionStatus(int partition, long nextOffset) {}

    /**
     * The copy beside what its owner says it holds.
     *
     * @param compared digests that were compared
     * @param mismatches of them, those that differed; a few are normal while things change
     * @param healed buckets that were put right by reading the topic again
     * @param differences buckets that stayed different and were reported to the owner
     */
    public record DigestStatus(long compared, long mismatches, long healed, long differences) {}

    /**
     * The newest checkpoint of the audit trail's log that was seen, over restarts.
     *
     * @param size how many entries the log had; 0 when none was seen yet
     * @param refused why one was refused that does not extend it; empty when none ever was
     * @param refusals how many were refused in this run
     * @param unproven how many were taken in this run though what was told in between was gone
     */
    public record TrailStatus(long size, String refused, long refusals, long unproven) {}

    /**
     * Usage on its way.
     *
     * @param records how many records wait on this instance's disk
     * @param bytes how large they are together
     * @param refused how many recorded events were not taken in this run, since there was no room
     * @param uncounted how much was counted of nobody in this run, since there were too many meters or tenants
     * @param damaged how many records on disk cannot be read; they are kept beside the others
     * @param notice why nothing is shipped; empty while it is
     */
    public record UsageStatus(int records, long bytes, long refused, long uncounted, int damaged, String notice) {
        /** Nothing waits. */
        public static final UsageStatus NONE = new UsageStatus(0, 0, 0, 0, 0, "");
    }

    /**
     * One copy.
     *
     * @param age how long ago it was last known to be at the end of the log; null when it never was
     * @param topicId Kafka's id of the topic that it was read from; null before the first whole copy
     * @param records how many records it holds
     */
    public record CopyStatus(
            Health health,
            @Nullable Duration age,
            @Nullable String topicId,
            List<PartitionStatus> partitions,
            long lag,
            int quarantined,
            long repairs,
            DigestStatus digests,
            int records,
            String notice) {
        public CopyStatus {
            partitions = List.copyOf(partitions);
        }
    }
}
