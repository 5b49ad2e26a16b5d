package io.centercontrol.tenants.http;

import static io.centercontrol.tenants.http.TenantFixture.newSlug;
import static io.centercontrol.tenants.http.TenantFixture.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.tenants.DnsServer;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists as a whole, in lines and as a table. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
@QuarkusTestResource(DnsServer.class)
class WholeListIT {
    private static final String LINES = "application/x-ndjson";
    private static final String TABLE = "text/csv";

    @Test
    void all_pages_come_as_one() {
        var many = 1_200;
        var unknown =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(many).toList();
        var operation = operator()
                .body(Map.of("action", "SUSPEND", "tenants", unknown, "reason", "of a test"))
                .post("/api/v1/tenants/bulk")
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");
        operator()
                .body("{\"reason\":\"of a test\"}")
                .post("/api/v1/bulk-operations/" + operation + "/stop")
                .then()
                .statusCode(200);
        var items = "/api/v1/bulk-operations/" + operation + "/items";

        var lines = get(LINES, items).split("\n");
        assertThat(lines).hasSize(many);
        assertThat(Stream.of(lines).map(line -> JsonPath.from(line).getInt("position")))
                .isEqualTo(IntStream.rangeClosed(1, many).boxed().toList());
        assertThat(get(TABLE, items).split("\r\n"))
                .hasSize(many + 1)
                .startsWith("position,ref,label,made,outcome,code,message,eventId,more");
        assertThat(get(LINES, items + "?limit=10").split("\n")).hasSize(10);
    }

    @Test
    void filters_hold_and_what_is_nested_has_columns() {
        var mark = "m" + UUID.randomUUID();
        var slugs = List.of(newSlug(), newSlug());
        slugs.forEach(slug -> operator()
                .body(Map.of("slug", slug, "name", "=1+1", "kind", "TEST", "labels", Map.of("mark", mark)))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201));

        var rows =
                get(TABLE, "/api/v1/tenants?sort=createdAt&label=mark=" + mark).split("\r\n");

        assertThat(rows).hasSize(3);
        assertThat(rows[0]).contains("slug", "labels.mark");
        assertThat(rows[1]).contains(slugs.get(0), mark, ",'=1+1,");
        assertThat(rows[2]).contains(slugs.get(1));
    }

    @Test
    void what_a_page_would_be_refused_is_refused() {
        given().accept(LINES).get("/api/v1/tenants").then().statusCode(401).body("code", equalTo("TOKEN_REQUIRED"));
        operator()
                .accept(TABLE)
                .get("/api/v1/tenants?colour=red")
                .then()
                .statusCode(400)
                .contentType(containsString("application/problem+json"))
                .body("errors[0].pointer", equalTo("/colour"));
        operator().accept(LINES).get("/api/v1/tenants?cursor=nonsense").then().statusCode(400);
        operator()
                .accept(LINES)
                .get("/api/v1/governance")
                .then()
                .statusCode(406)
                .body("code", equalTo("NOT_A_LIST"));
        operator()
                .accept("application/json, text/csv;q=0.5")
                .get("/api/v1/tenants")
                .then()
                .contentType("application/json");
    }

    private static String get(String form, String path) {
        return operator()
                .accept(form)
                .get(path)
                .then()
                .statusCode(200)
                .contentType(containsString(form))
                .header("Content-Disposition", containsString("attachment"))
                .extract()
                .asString();
    }
}
