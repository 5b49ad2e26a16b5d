package io.centercontrol.parts.wiring;

import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics of the contract on the broker, each under an optional prefix. */
public final class Topics implements AutoCloseable {
    private final Admin admin;

    public Topics(Addresses addresses) {
        var settings = addresses.kafkaAdmin();
        settings.put("request.timeout.ms", "20000");
        settings.put("default.api.timeout.ms", "60000");
        admin = Admin.create(settings);
    }

    /** Makes the topics that are missing. One that exists is left as it is: its partitions are fixed for ever. */
    public void create(List<Contract.Topic> topics, String prefix) throws IOException, InterruptedException {
        make(topics.stream()
                .map(topic ->
                        new NewTopic(prefix + topic.name(), topic.partitions(), (short) 1).configs(topic.config()))
                .toList());
    }

    /**
     * A connector's own topics, which it may not make.
     *
     * @param heartbeat where its heartbeats go to; nobody reads it
     * @param offsets where it keeps how far it is
     */
    void createForConnector(String heartbeat, String offsets) throws IOException, InterruptedException {
        make(List.of(
                new NewTopic(heartbeat, 1, (short) 1)
                        .configs(Map.of("cleanup.policy", "delete", "retention.ms", "3600000", "segment.ms", "600000")),
                new NewTopic(offsets, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))));
    }

    /** Removes all topics of an environment, which must have a prefix. */
    public void remove(String prefix) throws IOException, InterruptedException {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("without a prefix, all topics would be removed");
        }
        try {
            var gone = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(prefix))
                    .toList();
            admin.deleteTopics(gone).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new IOException("cannot remove the topics of " + prefix, e);
            }
        }
    }

    private void make(List<NewTopic> topics) throws IOException, InterruptedException {
        for (var result : admin.createTopics(topics).values().entrySet()) {
            try {
                result.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new IOException("cannot make the topic " + result.getKey(), e);
                }
            }
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
