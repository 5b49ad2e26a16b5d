package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.DataPlaneConfig;
import java.time.Duration;
import java.util.Collection;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Asks the brokers about topics, for all who follow one, over one connection that is made when it is first needed. */
final class Brokers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final DataPlaneConfig config;
    private final String client;
    private @Nullable Admin admin;
    private boolean isClosed;

    Brokers(DataPlaneConfig config, String client) {
        this.config = config;
        this.client = client;
    }

    /** The topic's id and partitions. */
    record Topic(String id, int partitions) {}

    /**
     * What a topic is now; waits for the answer, but not longer than it is wanted.
     *
     * @throws TimeoutException when no broker answers in time
     * @throws ExecutionException when there is no such topic yet, or it may not be read
     */
    Topic topic(String name, BooleanSupplier closed) throws InterruptedException, ExecutionException, TimeoutException {
        var described = await(describe(List.of(name)), closed).get(name);
        return new Topic(
                Objects.requireNonNull(described).topicId().toString(),
                described.partitions().size());
    }

    /** Where a topic begins now, by partition; waits like {@link #topic}. */
    Map<Integer, Long> beginning(String name, Collection<Integer> partitions, BooleanSupplier closed)
            throws InterruptedException, ExecutionException, TimeoutException {
        return offsets(name, partitions, OffsetSpec.earliest(), closed);
    }

    /** Where a topic ends now, by partition; waits like {@link #topic}. */
    Map<Integer, Long> end(String name, Collection<Integer> partitions, BooleanSupplier closed)
            throws InterruptedException, ExecutionException, TimeoutException {
        return offsets(name, partitions, OffsetSpec.latest(), closed);
    }

    private Map<Integer, Long> offsets(
            String name, Collection<Integer> partitions, OffsetSpec which, BooleanSupplier closed)
            throws InterruptedException, ExecutionException, TimeoutException {
        var found = await(
                offsets(
                        partitions.stream()
                                .map(partition -> new TopicPartition(name, partition))
                                .toList(),
                        which),
                closed);
        var byNumber = new HashMap<Integer, Long>();
        found.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
        return byNumber;
    }

    private static <T> T await(CompletableFuture<T> question, BooleanSupplier closed)
            throws InterruptedException, ExecutionException, TimeoutException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!question.isDone()) {
            if (closed.getAsBoolean() || System.nanoTime() - deadline > 0) {
                throw new TimeoutException("no broker answers");
            }
            Thread.sleep(LOOK);
        }
        return question.get();
    }

    /** The last stable offsets, as of now. */
    CompletableFuture<Map<TopicPartition, Long>> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    private CompletableFuture<Map<TopicPartition, Long>> offsets(
            Collection<TopicPartition> partitions, OffsetSpec which) {
        var question = partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        return ask(admin -> admin.listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .thenApply(found -> found.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> entry.getValue().offset())));
    }

    /** The topics as they are now, by name. */
    CompletableFuture<Map<String, TopicDescription>> describe(Collection<String> names) {
        return ask(admin -> admin.describeTopics(names).allTopicNames());
    }

    private <T> CompletableFuture<T> ask(Function<Admin, KafkaFuture<T>> question) {
        var open = admin();
        return open == null
                ? CompletableFuture.failedFuture(new TimeoutException("nobody waits for an answer any more"))
                : question.apply(open).toCompletionStage().toCompletableFuture();
    }

    private synchronized @Nullable Admin admin() {
        if (admin == null && !isClosed) {
            admin = Clients.admin(config, client);
        }
        return admin;
    }

    /** Not under the lock does it wait for the client's thread: what that is about to answer may lead to another question. */
    @Override
    public void close() {
        var last = end();
        if (last != null) {
            last.close(Duration.ZERO);
        }
    }

    private synchronized @Nullable Admin end() {
        var last = admin;
        admin = null;
        isClosed = true;
        return last;
    }
}
