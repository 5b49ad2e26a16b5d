package io.centercontrol.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What nothing that carries a change from PostgreSQL over Kafka can beat here: a bare commit, and then a produce and a
 * consume by plain clients. The time begins after the commit.
 */
final class Floor implements AutoCloseable {
    private static final byte[] PAYLOAD = "x".repeat(400).getBytes(StandardCharsets.UTF_8);

    private final Connection database;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final Map<String, Long> committed = new ConcurrentHashMap<>();
    private final Sample times = new Sample();
    private final Thread thread = Thread.ofPlatform().daemon().name("floor").unstarted(this::read);
    private int number;
    private volatile boolean closed;

    private Floor(Suite suite, String topic) throws SQLException {
        this.topic = topic;
        database = suite.environment().openDatabase();
        var sending = suite.kafka();
        sending.put("acks", "all");
        sending.put("linger.ms", "0");
        producer = new KafkaProducer<>(sending, new StringSerializer(), new ByteArraySerializer());
        var reading = suite.kafka();
        reading.put("enable.auto.commit", "false");
        consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
    }

    static Floor start(Suite suite) throws SQLException, ExecutionException, InterruptedException {
        var topic = suite.environment().prefix() + "bench.floor";
        try (var admin = Admin.create(suite.kafka())) {
            admin.createTopics(List.of(new NewTopic(topic, 6, (short) 1))).all().get();
        }
        var started = new Floor(suite, topic);
        try (var statement = started.database.createStatement()) {
            statement.execute("create table bench_floor (id int primary key, payload bytea not null)");
        }
        var partitions = List.of(0, 1, 2, 3, 4, 5).stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
        started.consumer.assign(partitions);
        started.consumer.seekToBeginning(partitions);
        started.thread.start();
        return started;
    }

    /** Commits a row, and sends what it says. */
    synchronized void commit() {
        try (var statement = database.prepareStatement("insert into bench_floor values (?, ?)")) {
            statement.setInt(1, ++number);
            statement.setBytes(2, PAYLOAD);
            statement.execute();
            var key = Integer.toString(number);
            committed.put(key, System.nanoTime());
            producer.send(new ProducerRecord<>(topic, key, PAYLOAD));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From a commit to its record in a consumer's hands. */
    Sample times() {
        return times;
    }

    private void read() {
        while (!closed) {
            for (var record : consumer.poll(Duration.ofMillis(20))) {
                var began = committed.remove(record.key());
                if (began != null) {
                    times.addNanos(System.nanoTime() - began);
                }
            }
        }
        consumer.close();
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        closed = true;
        thread.join();
        producer.close();
        database.close();
    }
}
