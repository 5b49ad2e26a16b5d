package io.centercontrol.usage.kpi;

import static io.centercontrol.usage.meters.http.MeterFixture.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.events.usage.UsageEvent;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.usage.accept.kafka.ProducerFixture;
import io.centercontrol.usage.consumption.Consumptions;
import io.centercontrol.usage.consumption.HearEntitlements;
import io.centercontrol.usage.consumption.model.Granted;
import io.centercontrol.usage.consumption.model.Kind;
import io.centercontrol.usage.consumption.model.Period;
import io.quarkus.vertx.VertxContextSupport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Tenants that are known, and events of theirs that are counted. */
final class CountedFixture implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(20);

    private final PlatformFixture platform = new PlatformFixture("metrics-ingest");
    private final ProducerFixture producer = new ProducerFixture();
    private final List<UsageEvent> events = new ArrayList<>();
    private int sent;

    /** A tenant that is known here. */
    UUID known() {
        var id = EventWriter.newId();
        platform.tenant(id, 1, TenantStatus.ACTIVE);
        await().atMost(BOUND)
                .until(() -> as(Role.BILLING)
                                .get("/api/v1/usage?meter=orders&tenantId=" + id)
                                .statusCode()
                        == 200);
        return id;
    }

    /** It is granted 100 API calls a month. */
    void entitled(HearEntitlements hearEntitlements, UUID tenant) throws Throwable {
        var calls = new Granted("api-calls", Kind.METER, false, 100, true, Period.MONTH);
        var entitled = new Consumptions.Entitled(new TenantId(tenant), 1, List.of(calls));
        VertxContextSupport.subscribeAndAwait(() -> hearEntitlements.run(new HearEntitlements.Command(entitled)));
    }

    /** Is sent with the next ones. */
    void add(UsageEvent event) {
        events.add(event);
    }

    /** Sends those that were added, so many as is said, and waits until they count. */
    void send(int number) {
        producer.send(sent + 1L, events.toArray(UsageEvent[]::new));
        events.clear();
        sent += number;
        await().atMost(BOUND)
                .untilAsserted(() -> as(Role.BILLING)
                        .get("/api/v1/usage/conservation?producer=" + producer.id())
                        .then()
                        .body("items.accepted.sum()", equalTo(sent)));
    }

    @Override
    public void close() {
        platform.close();
        producer.close();
    }
}
