package io.centercontrol.provisioning;

import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.Kept;
import io.centercontrol.events.Sender;
import io.centercontrol.events.Task;
import io.centercontrol.events.dataplane.Demand;
import io.centercontrol.events.dataplane.Health;
import io.centercontrol.events.dataplane.Outcome;
import io.centercontrol.events.dataplane.PartitionPosition;
import io.centercontrol.events.dataplane.Position;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.events.plans.Entitlement;
import io.centercontrol.events.plans.EntitlementLayer;
import io.centercontrol.events.plans.Entitlements;
import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.events.plans.Grant;
import io.centercontrol.events.plans.MeterPeriod;
import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.events.tenants.TenantKind;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Everybody around this service, played by the test: tenant-registry and tenant services, on the real broker. */
public final class WorldFixture implements AutoCloseable {
    private final Environment environment = Environment.current();
    private final EventWriter events = new EventWriter(environment);
    private final Map<String, String> topicIds = new HashMap<>();

    /** A new UUIDv7. */
    public static UUID newId() {
        return EventWriter.newId();
    }

    /** Changes from now on belong to a trace. */
    public WorldFixture within(String parent) {
        events.within(parent);
        return this;
    }

    /** A tenant's event as Debezium would write it, committed. */
    public RecordMetadata tenant(UUID tenant, long version, UUID eventId) {
        return tenant(tenant, version, eventId, TenantStatus.PROVISIONING);
    }

    /** The same in a state of the tenant's life. */
    public RecordMetadata tenant(UUID tenant, long version, UUID eventId, TenantStatus status) {
        return tenant(tenant, version, eventId, status, "eu");
    }

    /** The same in a region. */
    public RecordMetadata tenant(UUID tenant, long version, UUID eventId, TenantStatus status, String region) {
        var now = Instant.now();
        var record = Tenant.newBuilder()
                .setChange(Change.newBuilder()
                        .setEventId(eventId)
                        .setAggregateId(tenant.toString())
                        .setVersion(version)
                        .setType("tenant.changed")
                        .setTime(now)
                        .setActor(new Actor("test", ActorKind.USER, null))
                        .setCorrelationId("correlation-" + tenant)
                        .build())
                .setId(tenant)
                .setSlug("slug-" + tenant)
                .setName("Tenant " + tenant)
                .setKind(TenantKind.TEST)
                .setStatus(status)
                .setAllowedOperations(List.of())
                .setReady(false)
                .setLocale("en")
                .setTimeZone("UTC")
                .setCurrency("EUR")
                .setRegion(region)
                .setCreatedAt(now)
                .setUpdatedAt(now)
                .build();
        return change(Contract.TENANTS, tenant, eventId, version, encode(Contract.TENANTS, record));
    }

    /** What plan-service says of a tenant: its plan, and the switches that are on for it. */
    public RecordMetadata entitled(UUID tenant, long version, String plan, String... features) {
        var now = Instant.now();
        var eventId = newId();
        var record = Entitlements.newBuilder()
                .setChange(Change.newBuilder()
                        .setEventId(eventId)
                        .setAggregateId(tenant.toString())
                        .setVersion(version)
                        .setType("entitlements.changed")
                        .setTime(now)
                        .setActor(new Actor("test", ActorKind.USER, null))
                        .build())
                .setTenantId(tenant)
                .setPlan(plan)
                .setPlanVersion(1)
                .setPlanName(plan)
                .setPlanSince(now)
                .setTrial(false)
                .setValues(Stream.concat(
                                Arrays.stream(features).map(feature -> entitlement(feature, true)),
                                Stream.of(entitlement("off-" + plan, false)))
                        .toList())
                .setAddOns(List.of())
                .setOverrides(List.of())
                .setScheduled(List.of())
                .setUpdatedAt(now)
                .build();
        return change(Contract.ENTITLEMENTS, tenant, eventId, version, encode(Contract.ENTITLEMENTS, record));
    }

    private static Entitlement entitlement(String feature, boolean on) {
        return new Entitlement(
                new Grant(feature, FeatureKind.SWITCH, on, false, 0L, true, MeterPeriod.NONE), EntitlementLayer.PLAN);
    }

    /** A record of a state topic with its headers, committed; a null value is a tombstone. */
    public RecordMetadata change(
            Contract.Topic topic, UUID tenant, UUID eventId, long version, byte @Nullable [] value) {
        return events.change(topic, tenant.toString(), eventId, version, value);
    }

    /** A tenant service's report. */
    public RecordMetadata report(String service, UUID tenant, long version, int attempt, boolean succeeded) {
        return report(service, service, tenant, version, attempt, succeeded);
    }

    /** A report on the topic of one service that says it is from another. */
    public RecordMetadata report(
            String topicOf, String sender, UUID tenant, long version, int attempt, boolean succeeded) {
        var record = said(sender, tenant, version, attempt, succeeded).build();
        return raw(Contract.reports(topicOf), tenant.toString(), encode(Contract.reports(topicOf), record));
    }

    /** A service's word that it handed its export over. */
    public RecordMetadata exported(String service, UUID tenant, int attempt, String sha256, long bytes) {
        return report(said(service, tenant, 2, attempt, true)
                .setTask(Task.EXPORT)
                .setReason("Exported")
                .setExportSha256(sha256)
                .setExportBytes(bytes));
    }

    /** A service's word that it erased, and keeps invoices. */
    public RecordMetadata erased(String service, UUID tenant, int attempt) {
        return report(said(service, tenant, 3, attempt, true)
                .setTask(Task.ERASE)
                .setReason("Erased")
                .setKept(List.of(new Kept("invoices", "archive", null, "tax law"))));
    }

    private RecordMetadata report(Report.Builder said) {
        var record = said.build();
        var topic = Contract.reports(record.getSender().getService());
        return raw(topic, record.getTenantId().toString(), encode(topic, record));
    }

    private static Report.Builder said(String sender, UUID tenant, long version, int attempt, boolean succeeded) {
        var now = Instant.now();
        return Report.newBuilder()
                .setSender(new Sender(sender, "i1", "test", now))
                .setTenantId(tenant)
                .setObservedVersion(version)
                .setAttempt(attempt)
                .setOutcome(succeeded ? Outcome.SUCCEEDED : Outcome.FAILED)
                .setReason(succeeded ? "Provisioned" : "HandlerFailed")
                .setMessage(succeeded ? "" : "no room for the shop")
                .setStartedAt(now)
                .setFinishedAt(now)
                // Said, since Quarkus loads tests and Avro by different loaders, and a default is made by the latter.
                .setTask(Task.PROVISION);
    }

    /** An instance's position in one partition of the tenants' topic. */
    public RecordMetadata position(InstanceFixture instance, RecordMetadata change, long nextOffset) {
        return position(instance, change.partition(), nextOffset, List.of());
    }

    /** An instance's position with offsets that it set aside. */
    public RecordMetadata position(InstanceFixture instance, int partition, long nextOffset, List<Long> quarantined) {
        return raw(
                Contract.positions(instance.service()),
                instance.id(),
                positionBytes(instance, partition, nextOffset, quarantined));
    }

    /** The same, without waiting for the broker. */
    public Future<RecordMetadata> positionSoon(InstanceFixture instance, RecordMetadata change, long nextOffset) {
        var bytes = positionBytes(instance, change.partition(), nextOffset, List.of());
        return events.rawSoon(Contract.positions(instance.service()), instance.id(), bytes);
    }

    /** The same, not written. */
    public byte[] positionBytes(InstanceFixture instance, int partition, long nextOffset, List<Long> quarantined) {
        return positionBytes(instance, List.of(at(Contract.TENANTS, partition, nextOffset, quarantined)));
    }

    /** An instance's position in partitions of any topics. */
    public RecordMetadata position(InstanceFixture instance, List<PartitionPosition> partitions) {
        return raw(Contract.positions(instance.service()), instance.id(), positionBytes(instance, partitions));
    }

    /** How far one partition is applied. */
    public PartitionPosition at(Contract.Topic topic, int partition, long nextOffset, List<Long> quarantined) {
        return PartitionPosition.newBuilder()
                .setTopic(environment.name(topic))
                .setTopicId(topicId(environment.name(topic)))
                .setPartition(partition)
                .setNextOffset(nextOffset)
                .setQuarantined(quarantined)
                .build();
    }

    /** An instance's position that tells of demand. */
    public RecordMetadata demand(InstanceFixture instance, Demand... demands) {
        return raw(
                Contract.positions(instance.service()),
                instance.id(),
                positionBytes(instance, List.of(), List.of(demands)));
    }

    private byte[] positionBytes(InstanceFixture instance, List<PartitionPosition> partitions) {
        return positionBytes(instance, partitions, List.of());
    }

    private byte[] positionBytes(InstanceFixture instance, List<PartitionPosition> partitions, List<Demand> demands) {
        var record = Position.newBuilder()
                .setSender(new Sender(instance.service(), instance.id(), "1.2.3", instance.startedAt()))
                .setHealth(Health.READY)
                .setLeaseMillis(instance.leaseMillis() == 0 ? null : instance.leaseMillis())
                .setSinceEndMillis(5L)
                .setStopping(instance.stopping())
                .setPartitions(partitions)
                .setDemand(demands)
                .build();
        return encode(Contract.positions(instance.service()), record);
    }

    /** Any bytes on a topic. */
    public RecordMetadata raw(Contract.Topic topic, String key, byte @Nullable [] value) {
        return events.raw(topic, key, value);
    }

    /** The wire bytes of a record. */
    public byte[] encode(Contract.Topic topic, SpecificRecord record) {
        return events.encode(topic, record);
    }

    /** Reads wire bytes that were written with this build's own schema. */
    public static <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        return EventWriter.decode(bytes, type);
    }

    private String topicId(String topic) {
        return topicIds.computeIfAbsent(topic, name -> {
            try (var admin = Admin.create(environment.kafkaProperties())) {
                var described =
                        admin.describeTopics(List.of(name)).allTopicNames().get();
                return Objects.requireNonNull(described.get(name)).topicId().toString();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public void close() {
        events.close();
    }

    /**
     * One instance of a tenant service.
     *
     * @param leaseMillis 0 for none
     */
    public record InstanceFixture(String service, String id, long leaseMillis, boolean stopping, Instant startedAt) {
        /** A new one. */
        public static InstanceFixture of(String service, long leaseMillis) {
            return new InstanceFixture(
                    service, "i-" + UUID.randomUUID(), leaseMillis, false, Instant.parse("2026-01-01T00:00:00Z"));
        }

        /** The same in its next run. */
        public InstanceFixture restarted() {
            return new InstanceFixture(service, id, leaseMillis, false, startedAt.plusSeconds(60));
        }

        /** The same at its orderly stop. */
        public InstanceFixture stopped() {
            return new InstanceFixture(service, id, leaseMillis, true, startedAt);
        }
    }
}
