package io.centercontrol.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** When the broker appended each record of a topic, on this JVM's own clock: both run on one machine. */
final class TopicClock implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Long> appended = new ConcurrentHashMap<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("topic-clock").unstarted(this::read);
    private final long nanosOfEpoch = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    private volatile boolean closed;

    private TopicClock(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    static TopicClock start(Suite suite, String topic) {
        var settings = suite.kafka();
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var started = new TopicClock(consumer);
        started.thread.start();
        return started;
    }

    /** The broker's time of an aggregate's version as {@link System#nanoTime}; null when it was not read yet. */
    @Nullable
    Long appendedAt(String key, long version) {
        return appended.get(key + "@" + version);
    }

    private void read() {
        while (!closed) {
            consumer.poll(Duration.ofMillis(20)).forEach(this::note);
        }
        consumer.close();
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        var version = record.headers().lastHeader("version");
        if (version != null) {
            appended.put(
                    record.key() + "@" + new String(version.value(), StandardCharsets.UTF_8),
                    nanosOfEpoch + TimeUnit.MILLISECONDS.toNanos(record.timestamp()));
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
