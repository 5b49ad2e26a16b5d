package io.centercontrol.benchmarks;

import io.centercontrol.events.ActorKind;
import io.centercontrol.events.audit.AuditActor;
import io.centercontrol.events.audit.AuditCategory;
import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.events.audit.AuditOutcome;
import io.centercontrol.events.audit.AuditService;
import io.centercontrol.events.audit.AuditTarget;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What services tell the trail, as they do it. */
final class AuditEvents {
    private static final int SERVICES = 20;

    private final Environment environment;
    private final EventWriter writer;

    AuditEvents(Environment environment) {
        this.environment = environment;
        this.writer = new EventWriter(environment);
    }

    /** The name of one of the services that tell. */
    static String service(int number) {
        return "bench-" + number % SERVICES;
    }

    /** Puts so many on the topic, evenly by all services, each numbered without a gap. */
    void tell(Map<String, Object> kafka, int count) {
        kafka.put("linger.ms", "20");
        kafka.put("batch.size", "262144");
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            for (var at = 0; at < count; at++) {
                var event = event(service(at), "target-" + at, at / SERVICES + 1L);
                var record = new ProducerRecord<String, byte[]>(
                        environment.name(Contract.AUDIT), service(at), writer.encode(Contract.AUDIT, event));
                header(record, "ce_id", event.getEventId().toString());
                header(record, "ce_type", event.getAction());
                header(record, "ce_source", service(at));
                header(record, "ce_time", event.getTime().toString());
                header(record, "version", Long.toString(event.getNumber()));
                header(record, "tenant-id", String.valueOf(event.getTenantId()));
                producer.send(record);
            }
        }
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Commits one in an outbox, as a service's transaction does. */
    void commit(Connection database, String target, long number) {
        var event = event("bench-found", target, number);
        try (var statement = database.prepareStatement(
                "insert into outbox (id, aggregatetype, aggregateid, type, tenant_id, version, source, time, payload)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setObject(1, event.getEventId());
            statement.setString(2, environment.name(Contract.AUDIT));
            statement.setString(3, "bench-found");
            statement.setString(4, event.getAction());
            statement.setString(5, String.valueOf(event.getTenantId()));
            statement.setString(6, Long.toString(number));
            statement.setString(7, "bench-found");
            statement.setString(8, event.getTime().toString());
            statement.setBytes(9, writer.encode(Contract.AUDIT, event));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AuditEvent event(String service, @Nullable String target, long number) {
        return AuditEvent.newBuilder()
                .setEventId(EventWriter.newId())
                .setNumber(number)
                .setAction("sdk-key.issued")
                .setCategory(AuditCategory.CREDENTIAL)
                .setOutcome(AuditOutcome.DONE)
                .setTime(Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS))
                .setActor(AuditActor.newBuilder()
                        .setSubject("user-" + number % 500)
                        .setKind(ActorKind.USER)
                        .setName("A Person " + number % 500)
                        .setIssuer("https://id.example.com")
                        .setRoles(List.of("platform-operator"))
                        .setAddress("192.0.2.17")
                        .setClient("console")
                        .build())
                .setTenantId(new UUID(7, number % 10_000))
                .setTargets(List.of(new AuditTarget("sdk-key", String.valueOf(target))))
                .setReason("the shop's new app asks for flags, ticket " + number)
                .setDetail(Map.of("environment", "\"production\"", "expires", "\"2027-01-31T00:00:00Z\""))
                .setService(new AuditService(service, "1.0", service + "-1"))
                .setCorrelationId("correlation-" + number)
                .build();
    }
}
