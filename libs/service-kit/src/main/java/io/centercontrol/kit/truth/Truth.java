package io.centercontrol.kit.truth;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The owner's side of one state topic: all aggregates that stand on it, the purged ones left out. */
public interface Truth {
    /** The topic's name in the contract, without any prefix. */
    String topic();

    /** How many aggregates a scope has. */
    Uni<Long> count(Scope scope);

    /** Ids of a scope in their order, behind one that is given; empty text for the beginning. */
    Uni<List<String>> ids(Scope scope, String after, int most);

    /** What each bucket holds; buckets that hold nothing are left out. */
    Uni<List<BucketDigest>> digests();

    /**
     * Sends an aggregate's newest event again: under the row's lock, with the same version, content and event id. Joins the
     * transaction that is open.
     */
    Uni<Void> republish(String id);

    /**
     * Sends versions of an aggregate again that its history has, the oldest first, and after them its newest, so that the topic
     * ends as it did. Without a history it is the newest alone. Joins the transaction that is open.
     *
     * @param from the first version
     * @param to the last one
     */
    default Uni<Void> republish(String id, long from, long to) {
        return republish(id);
    }
}
