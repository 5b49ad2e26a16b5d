package io.centercontrol.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads committed records of one topic, from its beginning, for a test that waits for one. For one thread. */
public final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    /**
     * @param kafka where the broker is, and whom to log in as
     * @param topic full name, with its prefix; it must exist
     */
    public TopicReader(Map<String, Object> kafka, String topic) {
        this.topic = topic;
        var settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * The first record of the topic that fits, even one that an earlier call has passed.
     *
     * @throws AssertionError when none comes in time; it lists the records that came
     */
    public ConsumerRecord<String, byte[]> await(Predicate<ConsumerRecord<String, byte[]>> fits, Duration bound) {
        return awaitAll(fits, 1, bound).getFirst();
    }

    /** The first {@code count} records that fit, in the order of their arrival here. */
    public List<ConsumerRecord<String, byte[]>> awaitAll(
            Predicate<ConsumerRecord<String, byte[]>> fits, int count, Duration bound) {
        var deadline = System.nanoTime() + bound.toNanos();
        while (true) {
            var found = seen.stream().filter(fits).limit(count).toList();
            if (found.size() == count) {
                return found;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(found.size() + " of " + count + " awaited records on " + topic + " within "
                        + bound + "; of these: " + described());
            }
            consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
        }
    }

    /**
     * Everything that is there when this is called, however long reading it takes, and what arrives within the time after: to see that
     * something does not come.
     *
     * @throws AssertionError when what is there cannot be read in half a minute
     */
    public List<ConsumerRecord<String, byte[]>> allWithin(Duration time) {
        var begin = System.nanoTime();
        var ends = consumer.endOffsets(consumer.assignment());
        while (true) {
            consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
            var passed = System.nanoTime() - begin;
            var isRead = ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
            if (isRead && passed >= time.toNanos()) {
                return List.copyOf(seen);
            }
            if (!isRead && passed > PATIENCE.toNanos()) {
                throw new AssertionError("what is on " + topic + " was not read within " + PATIENCE);
            }
        }
    }

    /** A record's headers as text; one with no value is left out. */
    public static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, String>();
        for (var header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<String> described() {
        return seen.stream()
                .map(record -> record.partition() + "@" + record.offset() + " " + record.key() + " " + headers(record))
                .toList();
    }
}
