package io.centercontrol.dataplane.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.dataplane.Eventually;
import io.centercontrol.dataplane.Platform;
import io.centercontrol.schemas.Contract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokersIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** What a broker answers is worked on by the thread for which closing waits. */
    @Test
    void they_close_while_an_answer_leads_to_another_question() throws Exception {
        try (var platform = new Platform()) {
            platform.createTopics();
            var topic = platform.topic(Contract.TENANTS);
            var brokers = new Brokers(platform.config(folder).build(), "closing");
            var closer = new Thread(brokers::close, "closer");
            var answered = new CompletableFuture<Void>();
            var closing = new CompletableFuture<Void>();

            var next = brokers.ends(List.of(new TopicPartition(topic, 0))).thenCompose(ends -> {
                answered.complete(null);
                closing.join();
                return brokers.describe(List.of(topic));
            });
            answered.get(20, TimeUnit.SECONDS);
            closer.start();
            Eventually.await("it waits for the client's thread", () -> closer.getState() == Thread.State.WAITING);
            closing.complete(null);

            assertThat(closer.join(Duration.ofSeconds(20))).isTrue();
            assertThatThrownBy(() -> next.get(20, TimeUnit.SECONDS)).hasMessageContaining("nobody waits");
        }
    }
}
