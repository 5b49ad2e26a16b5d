package io.centercontrol.provisioning.ledger;

import io.centercontrol.kernel.Refusal;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Tells the ids of the topics whose positions the ledger counts: some clients of Kafka cannot learn them by themselves. */
@ApplicationScoped
public class FindTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StateTopics topics;
    private final LedgerConfig config;

    FindTopics(StateTopics topics, LedgerConfig config) {
        this.topics = topics;
        this.config = config;
    }

    /**
     * One topic.
     *
     * @param topic its name, as it is in this environment
     * @param topicId Kafka's id, in its own writing: 22 characters of Base64 for addresses
     * @param leased whether an instance has to be at its end to renew its lease
     */
    public record Found(String topic, String topicId, boolean leased) {}

    /** All of them, by name; refuses when the broker does not answer in five seconds. */
    public Uni<List<Found>> run() {
        return topics.ids(Set.copyOf(config.topics()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure(TimeoutException.class)
                .transform(late -> new Refusal.Unavailable(
                                "KAFKA_UNAVAILABLE",
                                "The broker does not answer in " + PATIENCE.toSeconds() + " s; ask again.")
                        .asException())
                .map(ids -> ids.entrySet().stream()
                        .map(one -> new Found(
                                one.getKey(),
                                one.getValue(),
                                config.leasedTopics().contains(one.getKey())))
                        .sorted(Comparator.comparing(Found::topic))
                        .toList());
    }
}
