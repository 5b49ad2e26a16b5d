package io.centercontrol.storefront;

import static io.centercontrol.storefront.Shopping.to;
import static io.centercontrol.storefront.Shopping.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Events;
import io.centercontrol.dataplane.ProvisioningHandler;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.events.Task;
import io.centercontrol.events.dataplane.Outcome;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop that leaves: everything is given out, then everything goes but what tax law asks for. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "storefront"),
            @ResourceArg(name = "connector", value = "false")
        })
class LeavingIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TABLES = List.of(
            "shop", "product", "store", "customer", "customer_order", "order_line", "order_key", "loyalty_entry");

    @Inject
    @SuppressWarnings("NullAway.Init")
    DataPlane plane;

    @Inject
    @SuppressWarnings("NullAway.Init")
    ProvisioningHandler handler;

    @SuppressWarnings("NullAway.Init")
    private Shopping shopping;

    @BeforeEach
    void connect() {
        shopping = new Shopping(plane);
    }

    @AfterEach
    void disconnect() {
        shopping.close();
    }

    private void order(Tenant tenant, String token, int quantity) {
        to(tenant)
                .auth()
                .oauth2(token)
                .header("Idempotency-Key", "order-" + quantity)
                .body("{\"items\":[{\"sku\":\"MUG\",\"quantity\":" + quantity + "}]}")
                .post("/orders")
                .then()
                .statusCode(201);
    }

    private List<JsonNode> export(Tenant tenant) throws Exception {
        var out = new ByteArrayOutputStream();
        handler.export(tenant.id(), out);
        var lines = new ArrayList<JsonNode>();
        for (var line : out.toString(UTF_8).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static long count(String table, Tenant tenant) throws SQLException {
        try (var connection = Environment.current().openDatabase();
                var question = connection.prepareStatement("select count(*) from " + table + " where tenant_id = ?")) {
            question.setObject(1, tenant.id().value());
            var answer = question.executeQuery();
            answer.next();
            return answer.getLong(1);
        }
    }

    private Report erase(Tenant tenant, int attempt) {
        shopping.platform().say(Events.deleting(tenant, 10 + attempt, Task.ERASE, "storefront", attempt));
        try (var reports = Environment.current().read(Contract.reports("storefront"))) {
            var platform = shopping.platform();
            return platform.report(reports.await(
                    record -> record.key().equals(tenant.id().toString())
                            && platform.report(record).getTask() == Task.ERASE
                            && platform.report(record).getAttempt() == attempt,
                    Duration.ofSeconds(40)));
        }
    }

    @Test
    void gives_out_all_that_it_holds_and_only_of_this_tenant() throws Exception {
        var tenant = shopping.shop();
        var other = shopping.shop();
        order(other, token(other, "bob@example.org"), 9);
        var owner = token(tenant, tenant.contacts().getFirst().email());
        to(tenant)
                .auth()
                .oauth2(owner)
                .body("{\"name\":\"Hafen \\\"1\\\"\"}")
                .post("/stores")
                .then()
                .statusCode(201);
        order(tenant, owner, 1);
        order(tenant, owner, 2);
        var lines = export(tenant);
        assertThat(lines.stream().map(line -> line.path("type").asText()))
                .containsExactly("shop", "product", "product", "product", "store", "customer", "order", "order");
        assertThat(lines.getFirst().path("slug").asText()).isEqualTo(tenant.slug());
        assertThat(lines.get(4).path("name").asText()).isEqualTo("Hafen \"1\"");
        assertThat(lines.get(5).path("email").asText())
                .isEqualTo(tenant.contacts().getFirst().email());
        assertThat(lines.get(5).has("passwordHash")).isFalse();
        assertThat(lines.subList(6, 8).stream()
                        .map(line -> line.path("lines").path(0).path("quantity").asInt()))
                .containsExactlyInAnyOrder(1, 2);
    }

    /** More rows than are fetched at once. */
    @Test
    void gives_out_what_does_not_fit_one_fetch() throws Exception {
        var tenant = shopping.shop();
        try (var connection = Environment.current().openDatabase();
                var insert = connection.prepareStatement("insert into product (tenant_id, sku, name, price_minor)"
                        + " select ?, 'P' || n, 'Product ' || n, n from generate_series(1, 1000) n")) {
            insert.setObject(1, tenant.id().value());
            insert.executeUpdate();
        }
        assertThat(export(tenant)).hasSize(1 + 3 + 1000);
    }

    @Test
    void erases_everything_but_bare_totals_and_says_so_each_time_it_is_asked() throws Exception {
        var tenant = shopping.shop();
        var other = shopping.shop();
        order(other, token(other, "bob@example.org"), 1);
        order(tenant, token(tenant, "ada@example.org"), 2);
        var leaving = Events.leaving(tenant, "ERASING");
        shopping.say(leaving);
        var report = erase(leaving, 1);
        assertThat(report.getOutcome()).as(report.getMessage()).isEqualTo(Outcome.SUCCEEDED);
        for (var table : TABLES) {
            assertThat(count(table, tenant)).as(table).isZero();
        }
        assertThat(count("kept_order", tenant)).isEqualTo(1);
        assertThat(count("customer_order", other)).isEqualTo(1);
        assertThat(count("kept_order", other)).isZero();
        assertThat(report.getKept()).singleElement().satisfies(first -> {
            assertThat(first.getWhat()).contains("order totals");
            assertThat(first.getBasis()).contains("tax law");
            assertThat(first.getUntil())
                    .isBetween(
                            Instant.now().plus(3651, ChronoUnit.DAYS),
                            Instant.now().plus(3654, ChronoUnit.DAYS));
        });
        // Field by field: Avro cannot compare lists of records with times.
        var kept = report.getKept().getFirst();
        assertThat(erase(leaving, 2).getKept()).singleElement().satisfies(again -> {
            assertThat(again.getWhat()).isEqualTo(kept.getWhat());
            assertThat(again.getWhere()).isEqualTo(kept.getWhere());
            assertThat(again.getUntil()).isEqualTo(kept.getUntil());
            assertThat(again.getBasis()).isEqualTo(kept.getBasis());
        });
        assertThat(export(tenant)).isEmpty();
    }

    @Test
    void a_shop_without_orders_leaves_nothing_behind() {
        var leaving = Events.leaving(shopping.shop(), "ERASING");
        shopping.say(leaving);
        assertThat(erase(leaving, 1).getKept()).isEmpty();
    }
}
