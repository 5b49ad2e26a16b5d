package io.centercontrol.dataplane.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers where the logs end, of all lines at once, without holding up the reading of them. See {@link Lease} for
 * what must come before what. One thread, the feed's, asks; the answers come by another.
 */
final class EndOfLog {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Brokers brokers;
    private final long periodNanos;
    private @Nullable CompletableFuture<Void> asked;
    private long askedAt;
    private volatile @Nullable String fault;

    /** @param period how often to ask */
    EndOfLog(Brokers brokers, Duration period) {
        this.brokers = brokers;
        this.periodNanos = period.toNanos();
        askSoon();
    }

    /** The next question is due at once. */
    void askSoon() {
        askedAt = System.nanoTime() - periodNanos;
    }

    /** How long until the next question can be due. */
    Duration untilDue() {
        var left = Duration.ofNanos(Math.max(0, askedAt + periodNanos - System.nanoTime()));
        return isAsking() && left.compareTo(LOOK) < 0 ? LOOK : left;
    }

    private boolean isAsking() {
        return asked != null && !asked.isDone();
    }

    /** Asks if it is time to, and if the last question is answered. */
    void askWhenDue(Collection<Line> lines) {
        if (lines.isEmpty() || isAsking() || System.nanoTime() - askedAt < periodNanos) {
            return;
        }
        var readBefore = new HashMap<Line, Map<Integer, Long>>();
        lines.forEach(line -> readBefore.put(line, line.next()));
        var sentAt = System.nanoTime();
        var sentAtWall = Instant.now();
        askedAt = sentAt;
        var partitions =
                lines.stream().flatMap(line -> line.partitions().stream()).toList();
        asked = brokers.ends(partitions)
                .thenCompose(ends -> brokers.describe(topics(partitions))
                        .thenAccept(described -> readBefore.forEach((line, before) ->
                                line.heard(answer(line, sentAt, sentAtWall, described, ends, before)))))
                .handle((done, failure) -> {
                    fault = failure == null ? null : reason(failure);
                    return null;
                });
    }

    private static Line.End answer(
            Line line,
            long sentAt,
            Instant sentAtWall,
            Map<String, TopicDescription> described,
            Map<TopicPartition, Long> ends,
            Map<Integer, Long> readBefore) {
        var own = new HashMap<Integer, Long>();
        line.partitions().forEach(partition -> {
            var end = ends.get(partition);
            if (end != null) {
                own.put(partition.partition(), end);
            }
        });
        var topic = described.get(line.topic());
        return new Line.End(
                sentAt,
                sentAtWall,
                topic == null ? "" : topic.topicId().toString(),
                topic == null ? 0 : topic.partitions().size(),
                Map.copyOf(own),
                readBefore);
    }

    private static List<String> topics(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::topic).distinct().toList();
    }

    private static String reason(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    /** Why the last question was not answered; null when it was. */
    @Nullable
    String fault() {
        return fault;
    }
}
