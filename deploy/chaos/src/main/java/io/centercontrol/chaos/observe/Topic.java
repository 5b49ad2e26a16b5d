package io.centercontrol.chaos.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All committed records of a topic, from its beginning to what was its end when it was asked for.
 *
 * @param ends the offset after the last committed one, by partition
 */
public record Topic(List<ConsumerRecord<byte[], byte[]>> records, Map<Integer, Long> ends) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Reads it.
     *
     * @throws IllegalStateException when the end is not reached in a minute
     */
    public static Topic read(Access access, String name) {
        var settings = access.kafka();
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("fetch.max.wait.ms", "50");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(POLL).forEach(records::add);
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the end of " + name + " is not reached");
                }
            }
            var byNumber = new TreeMap<Integer, Long>();
            ends.forEach((partition, end) -> byNumber.put(partition.partition(), end));
            return new Topic(records, byNumber);
        }
    }
}
