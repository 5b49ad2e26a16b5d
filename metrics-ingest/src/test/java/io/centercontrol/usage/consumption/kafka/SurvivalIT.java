package io.centercontrol.usage.consumption.kafka;

import static io.centercontrol.usage.accept.kafka.ProducerFixture.calls;
import static io.centercontrol.usage.consumption.kafka.ConsumptionFixture.monthly;
import static io.centercontrol.usage.consumption.kafka.ConsumptionFixture.of;
import static io.centercontrol.usage.consumption.kafka.ConsumptionFixture.reached;
import static io.centercontrol.usage.consumption.kafka.ConsumptionFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceProcess;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.usage.accept.kafka.ProducerFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two packaged services share the work, and one of them is killed in the midst of it. */
class SurvivalIT {
    private static final int PRODUCERS = 6;
    private static final int RECORDS = 60;
    private static final long ALL = (long) PRODUCERS * RECORDS;
    private static final Duration BOUND = Duration.ofMinutes(2);

    private final ServiceStack stack = new ServiceStack();
    private Map<String, String> configuration = Map.of();

    @BeforeEach
    void begin() {
        stack.init(Map.of("service", "metrics-ingest"));
        configuration = new HashMap<>(stack.start());
        configuration.put("cc.consumption.pause", "PT1S");
        // Who was killed is missed soon.
        configuration.put("mp.messaging.incoming.usage.session.timeout.ms", "6000");
    }

    @AfterEach
    void end() {
        stack.stop();
    }

    @Test
    void nothing_is_lost_and_each_threshold_is_told_once_though_an_instance_is_killed() throws Exception {
        var producers = new ArrayList<ProducerFixture>();
        try (var first = ServiceProcess.start(configuration)) {
            Environment.current().awaitConnected();
            try (var second = ServiceProcess.start(configuration);
                    var plane = new ConsumptionFixture()) {
                assertThat(second.isAlive()).isTrue();
                plane.entitled(1, monthly("api-calls", ALL));
                await().atMost(BOUND)
                        .until(() -> text("select count(*) from usage_tenant where tenant_id = '" + plane.tenant()
                                        + "'")
                                .equals("1"));
                IntStream.range(0, PRODUCERS).forEach(i -> producers.add(new ProducerFixture()));
                send(producers, plane, 1, RECORDS / 2);
                await().atMost(BOUND).until(() -> used(plane) > 0);
                first.kill();
                send(producers, plane, 1, RECORDS);

                await().atMost(BOUND).until(() -> used(plane) == ALL);
                plane.await(told ->
                        !told.getFeatures().isEmpty() && of(told, "api-calls").getUsed() == ALL);
                var told = plane.allWithin(Duration.ofSeconds(2));
                assertThat(used(plane)).isEqualTo(ALL);
                assertThat(reached(told))
                        .containsExactly("api-calls PERCENT_75", "api-calls PERCENT_90", "api-calls PERCENT_100");
                assertThat(told)
                        .extracting(one -> one.getChange().getVersion())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, told.size()).boxed().toList());
                assertThat(text("select count(*) from consumption_mark")).isEqualTo("0");
            }
        } finally {
            producers.forEach(ProducerFixture::close);
        }
    }

    /** What was sent before is sent again. */
    private static void send(List<ProducerFixture> producers, ConsumptionFixture plane, long from, long to)
            throws InterruptedException {
        var now = Instant.now();
        var threads = producers.stream()
                .map(one -> Thread.ofVirtual()
                        .start(() -> LongStream.rangeClosed(from, to)
                                .forEach(number -> one.send(number, calls(plane.tenant(), 1, now)))))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
    }

    private static long used(ConsumptionFixture plane) throws Exception {
        var used = text(
                "select used from consumption_used where period = 'MONTH' and tenant_id = '" + plane.tenant() + "'");
        return used.isEmpty() ? 0 : Long.parseLong(used);
    }
}
