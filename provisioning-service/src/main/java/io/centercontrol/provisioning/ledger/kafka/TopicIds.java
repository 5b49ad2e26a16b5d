package io.centercontrol.provisioning.ledger.kafka;

import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.kafka.KafkaAdmin;
import io.centercontrol.provisioning.ledger.StateTopics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Kafka's ids of topics. A topic that is made anew has another one, so each is asked for again from time to time. */
@ApplicationScoped
class TopicIds implements StateTopics {
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final KafkaAdmin kafka;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(String id, Instant askedAt) {}

    TopicIds(KafkaAdmin kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /** The ids of topics; fails when one does not exist. */
    @Override
    public Uni<Map<String, String>> ids(Set<String> topics) {
        var now = clock.instant();
        var ids = new HashMap<String, String>();
        for (var topic : topics) {
            var one = known.get(topic);
            if (one != null && one.askedAt().plus(FRESH).isAfter(now)) {
                ids.put(topic, one.id());
            }
        }
        if (ids.size() == topics.size()) {
            return Uni.createFrom().item(ids);
        }
        // A broker that is away is waited for: the records themselves are in order.
        return VertxContext.backHere(Uni.createFrom()
                        .completionStage(() -> kafka.get()
                                .describeTopics(topics)
                                .allTopicNames()
                                .toCompletionStage())
                        .onFailure()
                        .transform(TopicIds::cause)
                        .onFailure(RetriableException.class)
                        .retry()
                        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                        .until(failure -> !(failure instanceof UnknownTopicOrPartitionException)))
                .map(descriptions -> {
                    descriptions.forEach((topic, description) -> {
                        var id = description.topicId().toString();
                        ids.put(topic, id);
                        known.put(topic, new Known(id, now));
                    });
                    return ids;
                });
    }

    private static Throwable cause(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
