package io.centercontrol.usage.accept.kafka;

import io.centercontrol.events.Sender;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.events.usage.Usage;
import io.centercontrol.events.usage.UsageEvent;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A producer of a tenant service, played by its test on the real broker. */
public final class ProducerFixture implements AutoCloseable {
    private final EventWriter events = new EventWriter(Environment.current());
    private final String service;
    private final Contract.Topic topic;
    private final String id;
    private final UUID run;

    /** One that nobody has heard of. */
    public ProducerFixture() {
        this("storefront");
    }

    /** Of another service than usual. */
    ProducerFixture(String service) {
        this(service, "p-" + UUID.randomUUID(), UUID.randomUUID());
    }

    private ProducerFixture(String service, String id, UUID run) {
        this.service = service;
        this.topic = Contract.usage(service);
        this.id = id;
        this.run = run;
    }

    /** Another one with the same identity, as a copied disk makes it. */
    ProducerFixture copied() {
        return new ProducerFixture(service, id, UUID.randomUUID());
    }

    /** What it is called. */
    public String id() {
        return id;
    }

    /** Sends events with the numbers from {@code first} on. */
    public void send(long first, UsageEvent... told) {
        events.raw(topic, id, events.encode(topic, record(service, first, List.of(told))));
    }

    /** Sends what says that it is of another service. */
    void lie(UsageEvent... told) {
        events.raw(topic, id, events.encode(topic, record("search", 1, List.of(told))));
    }

    private Usage record(String sender, long first, List<UsageEvent> told) {
        return Usage.newBuilder()
                .setSender(Sender.newBuilder()
                        .setService(sender)
                        .setInstanceId("test")
                        .setSdkVersion("test")
                        .setStartedAt(Instant.now())
                        .build())
                .setProducer(id)
                .setEpoch(1)
                .setRun(run)
                .setFirst(first)
                .setEvents(told)
                .build();
    }

    /** An order. */
    public static UsageEvent order(UUID tenant, String order, Instant at) {
        return event("orders", tenant, order, 1, at, Map.of(), MeterGrade.BILLING);
    }

    /** What an order is worth. */
    public static UsageEvent worth(UUID tenant, String order, long amount, String currency, Instant at) {
        return event("gmv", tenant, order, amount, at, Map.of("currency", currency), MeterGrade.BILLING);
    }

    /** Calls that were counted together. */
    public static UsageEvent calls(UUID tenant, long number, Instant at) {
        return event("api-calls", tenant, null, number, at, Map.of(), MeterGrade.TELEMETRY);
    }

    /** Any event. */
    public static UsageEvent event(
            String meter,
            UUID tenant,
            @Nullable String id,
            long amount,
            Instant at,
            Map<String, String> properties,
            MeterGrade grade) {
        return UsageEvent.newBuilder()
                .setId(id)
                .setMeter(meter)
                .setTenantId(tenant)
                .setAmount(amount)
                .setHappenedAt(at)
                .setProperties(properties)
                .setGrade(grade)
                .build();
    }

    @Override
    public void close() {
        events.close();
    }
}
