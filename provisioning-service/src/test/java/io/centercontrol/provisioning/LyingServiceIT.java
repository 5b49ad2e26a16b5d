package io.centercontrol.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.events.dataplane.Demand;
import io.centercontrol.provisioning.WorldFixture.InstanceFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.fuzz.ServiceFuzz;
import io.restassured.RestAssured;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A tenant service may write what it likes to its topics: that ends nothing, and stops nobody but itself. */
class LyingServiceIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void nothing_that_a_service_writes_ends_the_service_or_hides_another() throws Exception {
        new ServiceFuzz("provisioning-service")
                .hears(
                        Contract.positions("storefront"),
                        Contract.reports("storefront"),
                        Contract.TENANTS,
                        Contract.GOVERNANCE)
                .looksAtHeadersOf(Contract.PLANS, Contract.ENTITLEMENTS, Contract.FLAGS, Contract.LIMITS)
                .run(url -> {
                    RestAssured.baseURI = url;
                    lie();
                });
    }

    private static void lie() {
        var liar = InstanceFixture.of("storefront", 0);
        var honest = InstanceFixture.of("shop", 0);
        var topic = Contract.positions("storefront");
        try (var world = new WorldFixture();
                var events = new EventWriter(Environment.current())) {
            // 23 bytes: the frame, a sender's name that claims 2,147,483,639 bytes, and thirteen that are there.
            var claim = new byte[] {(byte) 0xee, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
            var value = events.frame(topic, ByteBuffer.allocate(18).put(claim).array());
            assertThat(value).hasSize(23);
            events.raw(topic, liar.id(), value);
            world.position(
                    new InstanceFixture("storefront", "i".repeat(50_000), 0, false, liar.startedAt()), 0, 1, List.of());
            world.position(new InstanceFixture("storefront", liar.id(), -5, false, liar.startedAt()), 0, 1, List.of());
            world.position(liar, 0, -1, List.of());
            world.demand(liar, new Demand(UUID.randomUUID(), "checkout", Float.NaN));
            var every = java.util.stream.LongStream.range(0, 30_000).boxed().toList();
            world.position(liar, 0, 200_000, every);
            world.position(honest, 0, 1, List.of());
            await().atMost(SOON)
                    .untilAsserted(() -> Rest.operator()
                            .get("/api/v1/instances/" + honest.id())
                            .then()
                            .statusCode(200));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(Rest.operator()
                                    .get("/api/v1/admin/quarantine?topic="
                                            + Environment.current().name(topic) + "&key=" + liar.id())
                                    .<Integer>path("total"))
                            .isEqualTo(4));
            // Keys and headers with U+0000 are among them.
            Rest.operator().get("/api/v1/admin/quarantine?limit=100").then().statusCode(200);
            // Of what it set aside, the first thousand are told apart; it counts as no further than the next.
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(Rest.operator()
                                    .get("/api/v1/instances/" + liar.id())
                                    .<Integer>path("positions[0].nextOffset"))
                            .isEqualTo(1_000));
        }
    }
}
