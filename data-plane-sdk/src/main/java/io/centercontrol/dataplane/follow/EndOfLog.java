package io.centercontrol.dataplane.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers where the log ends, without holding up the reading of it. See {@link Lease} for what must come before
 * what.
 */
final class EndOfLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Admin admin;
    private final String topic;
    private final long periodNanos;
    private @Nullable CompletableFuture<Answer> asked;
    private long askedAt;
    private @Nullable String fault;

    /** @param period how often to ask */
    EndOfLog(Admin admin, String topic, Duration period) {
        this.admin = admin;
        this.topic = topic;
        this.periodNanos = period.toNanos();
        this.askedAt = System.nanoTime() - periodNanos;
    }

    /**
     * Where the log ended.
     *
     * @param sentAt {@link System#nanoTime} before the question was sent
     * @param sentAtWall the same by the wall clock
     * @param topicId the topic's id, asked for after the ends
     * @param ends the last stable offset of each partition
     */
    record Answer(long sentAt, Instant sentAtWall, String topicId, Map<Integer, Long> ends) {}

    /** The topic's id and partitions. */
    record Topic(String id, int partitions) {}

    /**
     * What the topic is now; waits for the answer, but not longer than it is wanted.
     *
     * @throws TimeoutException when no broker answers in time
     * @throws ExecutionException when there is no such topic yet, or it may not be read
     */
    Topic topic(BooleanSupplier closed) throws InterruptedException, ExecutionException, TimeoutException {
        var question = describe();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!question.isDone()) {
            if (closed.getAsBoolean() || System.nanoTime() - deadline > 0) {
                throw new TimeoutException("no broker answers");
            }
            Thread.sleep(LOOK);
        }
        var described = question.get();
        return new Topic(described.topicId().toString(), described.partitions().size());
    }

    /** Asks if it is time to, and if the last question is answered; true when it asked. */
    boolean askWhenDue(int partitions) {
        if (asked != null || System.nanoTime() - askedAt < periodNanos) {
            return false;
        }
        var sentAt = System.nanoTime();
        var sentAtWall = Instant.now();
        askedAt = sentAt;
        asked = ends(partitions)
                .thenCompose(ends -> describe()
                        .thenApply(described -> new Answer(
                                sentAt, sentAtWall, described.topicId().toString(), ends)));
        return true;
    }

    /** The answer, once; null while there is none, or when the question failed. */
    @Nullable
    Answer take() {
        var question = asked;
        if (question == null || !question.isDone()) {
            return null;
        }
        asked = null;
        try {
            var answer = question.join();
            fault = null;
            return answer;
        } catch (java.util.concurrent.CompletionException | java.util.concurrent.CancellationException e) {
            fault = String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            return null;
        }
    }

    /** Why the last question was not answered; null when it was. */
    @Nullable
    String fault() {
        return fault;
    }

    private CompletableFuture<Map<Integer, Long>> ends(int partitions) {
        var question = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return admin.listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(found -> {
                    var ends = new HashMap<Integer, Long>();
                    found.forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
                    return Map.copyOf(ends);
                });
    }

    private CompletableFuture<TopicDescription> describe() {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(described -> Objects.requireNonNull(described.get(topic)));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
