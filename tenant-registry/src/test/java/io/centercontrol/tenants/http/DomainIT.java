package io.centercontrol.tenants.http;

import static io.centercontrol.tenants.http.TenantFixture.operator;
import static io.centercontrol.tenants.http.TenantFixture.registered;
import static io.centercontrol.tenants.http.TenantFixture.show;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.centercontrol.tenants.DnsServer;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TurnedClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Custom domains against a real DNS server. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
@QuarkusTestResource(DnsServer.class)
class DomainIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @AfterEach
    void dnsWorksAgain() {
        DnsServer.failing(false);
    }

    @Test
    void a_domain_counts_once_its_record_is_there() {
        var id = registered();
        var domain = newDomain();
        claim(id, "  " + domain.toUpperCase() + ". ")
                .statusCode(200)
                .body("domains[0].name", equalTo(domain))
                .body("domains[0].status", equalTo("PENDING"))
                .body("domains[0].recordName", equalTo("_center-control-challenge." + domain));

        verify(id, domain)
                .statusCode(409)
                .body("code", equalTo("DOMAIN_NOT_PROVEN"))
                .body("recordValue", containsString("center-control-verification="));
        DnsServer.put("_center-control-challenge." + domain, "something else");
        verify(id, domain).statusCode(409).body("found", contains("something else"));
        resolve(domain).statusCode(404);

        prove(id, domain);
        verify(id, domain)
                .statusCode(200)
                .body("domains[0].status", equalTo("VERIFIED"))
                .body("hosts", hasItem(domain));
        resolve(domain + ":443").statusCode(200).body("id", equalTo(id));
        String etag = show(id).extract().header("ETag");
        operator()
                .header("If-Match", etag)
                .body(Map.of("primaryDomain", domain))
                .patch("/api/v1/tenants/" + id)
                .then()
                .statusCode(200)
                .body("primaryDomain", equalTo(domain));
        drop(id, domain).statusCode(200).body("primaryDomain", nullValue()).body("hosts", not(hasItem(domain)));
        resolve(domain).statusCode(404);
    }

    @Test
    void several_may_claim_and_one_can_have_it() {
        var domain = newDomain();
        var first = registered();
        var second = registered();
        claim(first, domain).statusCode(200);
        claim(second, domain).statusCode(200);
        DnsServer.put("_center-control-challenge." + domain, record(first), record(second));

        verify(first, domain).statusCode(200);
        verify(second, domain)
                .statusCode(409)
                .body("code", equalTo("DOMAIN_TAKEN"))
                .body("domain", equalTo(domain));
        drop(first, domain).statusCode(200);
        verify(second, domain).statusCode(200).body("hosts", hasItem(domain));
    }

    @Test
    void two_who_verify_at_once_cannot_both_have_it() throws Exception {
        var domain = newDomain();
        var ids = new String[] {registered(), registered()};
        for (var id : ids) {
            claim(id, domain).statusCode(200);
        }
        DnsServer.put("_center-control-challenge." + domain, record(ids[0]), record(ids[1]));
        try (var both = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new java.util.ArrayList<java.util.concurrent.Future<Integer>>();
            for (var id : ids) {
                answers.add(both.submit(() -> verify(id, domain).extract().statusCode()));
            }
            org.assertj.core.api.Assertions.assertThat(java.util.List.of(
                            answers.get(0).get(), answers.get(1).get()))
                    .containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void a_dns_that_does_not_answer_proves_nothing() {
        var id = registered();
        var domain = newDomain();
        claim(id, domain).statusCode(200);
        prove(id, domain);
        DnsServer.failing(true);

        verify(id, domain)
                .statusCode(503)
                .contentType("application/problem+json")
                .body("code", equalTo("DNS_UNAVAILABLE"));
        show(id).body("domains[0].status", equalTo("PENDING"));
    }

    @Test
    void nonsense_is_refused() {
        var id = registered();
        claim(id, "localhost").statusCode(400).body("code", equalTo("INVALID_DOMAIN"));
        claim(id, "my-shop.shops.localhost").statusCode(400).body("code", equalTo("INVALID_DOMAIN"));
        claim(id, "xn--a.example").statusCode(400).body("code", equalTo("INVALID_DOMAIN"));
        claim(id, ("a".repeat(60) + ".").repeat(4) + "de").statusCode(400).body("code", equalTo("INVALID_DOMAIN"));
        var sharp = newDomain();
        claim(id, "straße." + sharp).statusCode(200).body("domains.name", hasItem("xn--strae-oqa." + sharp));
        claim(id, "bücher-" + newDomain()).statusCode(200).body("domains[0].name", containsString("xn--"));
        verify(id, "never-claimed.example.com").statusCode(404).body("code", equalTo("DOMAIN_NOT_FOUND"));
        operator()
                .body(Map.of("reason", "r"))
                .post("/api/v1/tenants/" + id + "/domains")
                .then()
                .statusCode(400)
                .body("code", equalTo("REQUIRED"));
    }

    @Test
    void a_record_that_is_gone_costs_the_domain_after_a_notice() {
        var domain = newDomain();
        var id = registered();
        claim(id, domain).statusCode(200);
        prove(id, domain);
        verify(id, domain).statusCode(200);
        DnsServer.remove("_center-control-challenge." + domain);

        TurnedClock.forward(Duration.ofHours(7));
        await().atMost(BOUND).untilAsserted(() -> show(id).body("domains[0].missingSince", notNullValue()));
        show(id).body("domains[0].status", equalTo("VERIFIED")).body("hosts", hasItem(domain));

        TurnedClock.forward(Duration.ofHours(73));
        await().atMost(BOUND).untilAsserted(() -> show(id).body("domains[0].status", equalTo("LOST")));
        show(id).body("hosts", hasSize(1));
        operator()
                .get("/api/v1/tenants/" + id + "/history")
                .then()
                .body("items.type[0]", equalTo("tenant.domain-lost"))
                .body("items.type[1]", equalTo("tenant.domain-missing"));
    }

    private static String newDomain() {
        return "d" + UUID.randomUUID().toString().substring(0, 8) + ".example.com";
    }

    private static ValidatableResponse claim(String id, String domain) {
        return operator()
                .body(Map.of("domain", domain))
                .post("/api/v1/tenants/" + id + "/domains")
                .then();
    }

    private static ValidatableResponse verify(String id, String domain) {
        return operator()
                .body(Map.of())
                .post("/api/v1/tenants/" + id + "/domains/" + domain + "/verify")
                .then();
    }

    private static ValidatableResponse drop(String id, String domain) {
        return operator()
                .queryParam("reason", "moved")
                .delete("/api/v1/tenants/" + id + "/domains/" + domain)
                .then();
    }

    private static ValidatableResponse resolve(String host) {
        return operator().queryParam("host", host).get("/api/v1/resolve").then();
    }

    private static String record(String id) {
        return show(id).extract().path("domains[0].recordValue");
    }

    private static void prove(String id, String domain) {
        DnsServer.put("_center-control-challenge." + domain, "v=spf1 -all", record(id));
    }
}
