package io.centercontrol.usage.kpi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.usage.accept.kafka.ProducerFixture;
import io.centercontrol.usage.consumption.HearEntitlements;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus is told of tenants, and whether the dashboards find it. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "metrics-ingest"))
class TenantGaugesIT {
    private static final Pattern NAME = Pattern.compile("\\b(cc|kafka|http|jvm)_[a-z0-9_]+");
    private static final int NAMED = 10;

    @Inject
    HearEntitlements hearEntitlements;

    @Inject
    TenantGauges gauges;

    private CountedFixture counted;

    @BeforeEach
    void begin() {
        counted = new CountedFixture();
    }

    @AfterEach
    void end() {
        counted.close();
    }

    @Test
    void who_uses_most_is_named_and_the_rest_is_one() throws Throwable {
        var today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        var tenants = new ArrayList<UUID>();
        for (var i = 1; i <= NAMED + 2; i++) {
            tenants.add(counted.known());
            counted.add(ProducerFixture.event(
                    "products", tenants.getLast(), null, i * 1_000_000L, today, Map.of(), MeterGrade.TELEMETRY));
        }
        counted.send(tenants.size());
        VertxContextSupport.subscribeAndAwait(gauges::run);

        var lines = given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("cc_tenants_used_today{") && line.contains("meter=\"products\""))
                .toList();
        assertThat(lines).hasSize(NAMED + 1);
        for (var i = 2; i < tenants.size(); i++) {
            var tenant = tenants.get(i);
            var products = (i + 1) * 1e6;
            assertThat(lines).anyMatch(line -> line.contains("tenant=\"" + tenant + "\"") && value(line) == products);
        }
        // Those two, and the few that other tests have told of.
        assertThat(lines)
                .anyMatch(line -> line.contains("tenant=\"other\"") && value(line) >= 3e6 && value(line) < 3.1e6);
    }

    @Test
    void what_the_dashboards_ask_for_is_there() throws Throwable {
        var asked = asked();
        assertThat(asked).hasSizeGreaterThan(5);

        // Counters are there from the first time on that they count.
        var tenant = counted.known();
        counted.entitled(hearEntitlements, tenant);
        counted.add(ProducerFixture.calls(tenant, 1, Instant.now()));
        counted.send(1);
        VertxContextSupport.subscribeAndAwait(gauges::run);
        await().atMost(CountedFixture.BOUND).untilAsserted(() -> {
            var metrics = given().get("/q/metrics").asString();
            assertThat(asked)
                    .allSatisfy(name -> assertThat(metrics.lines())
                            .as(name)
                            .anyMatch(line -> line.startsWith(name + "{") || line.startsWith(name + " ")));
        });
    }

    /** The names of metrics in all queries of all dashboards. */
    private static Set<String> asked() throws IOException {
        var asked = new TreeSet<String>();
        try (var files = Files.list(Path.of("../deploy/grafana"))) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                for (var expression : new ObjectMapper().readTree(file.toFile()).findValuesAsText("expr")) {
                    NAME.matcher(expression).results().map(MatchResult::group).forEach(asked::add);
                }
            }
        }
        return asked;
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
