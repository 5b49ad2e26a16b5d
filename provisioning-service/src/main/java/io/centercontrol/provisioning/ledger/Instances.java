package io.centercontrol.provisioning.ledger;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Page;
import io.centercontrol.provisioning.ledger.model.Health;
import io.centercontrol.provisioning.ledger.model.Instance;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of instances. */
public interface Instances {
    /**
     * Which instances; what is null does not matter.
     *
     * @param cursor opaque; null for the beginning
     */
    record Query(
            @Nullable String service,
            @Nullable Health health,
            int limit,
            @Nullable String cursor) {}

    /**
     * An instance with its positions.
     *
     * @param lag how many changes it has not applied yet; no more than {@link #MOST_LAG} are counted for a partition
     * @param now the database's time
     */
    record Detail(Instance instance, List<Position> positions, long lag, Instant now) {}

    /** The most that is counted. */
    int MOST_LAG = 10_000;

    /** How far it is in one partition. */
    record Position(String topic, int partition, long nextOffset, long lag, List<Long> quarantined) {}

    /** A part of those that a question is about, ordered by service and id. */
    Uni<Page<Detail>> find(Query query);

    /** All instances of this id: one, unless two services chose the same. */
    Uni<List<Detail>> find(String instanceId);

    /** Takes the write lock on one; joins the transaction that is open. */
    Uni<Instance> lock(String service, String instanceId);

    /** Keeps an operator's word that all of a service's instances are gone; how many counted. Joins the open transaction. */
    Uni<Integer> allGone(String service, Cause cause, Instant now);

    /** Keeps an operator's word that an instance is gone; joins the transaction that is open. */
    Uni<Void> gone(UUID eventId, Instance instance, Cause cause, Instant now);
}
