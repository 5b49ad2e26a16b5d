package io.centercontrol.provisioning.ledger;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;

/** What the broker knows of the topics that the ledger follows. */
public interface StateTopics {
    /**
     * Kafka's ids of topics, by their names; at most half a minute old. A broker that is away is waited for.
     *
     * @param topics names as they are in this environment
     */
    Uni<Map<String, String>> ids(Set<String> topics);
}
