package io.centercontrol.tenants.http;

import static io.centercontrol.tenants.http.TenantFixture.newSlug;
import static io.centercontrol.tenants.http.TenantFixture.operator;
import static io.centercontrol.tenants.http.TenantFixture.registered;
import static io.centercontrol.tenants.http.TenantFixture.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many at once on one tenant, one slug, one key. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class ConcurrencyIT {
    private static final int CALLERS = 16;

    @Test
    void no_version_is_lost_or_skipped() throws Exception {
        var id = registered();
        var answers = together(n -> operator()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Map.of("labels", Map.of("caller-" + n, "was-here")))
                .patch("/api/v1/tenants/" + id));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(answers.stream()
                        .map(answer -> answer.<Integer>path("version"))
                        .sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(2, CALLERS + 1).boxed().toList());
        show(id).body("labels.size()", equalTo(CALLERS));
        operator()
                .get("/api/v1/tenants/" + id + "/history")
                .then()
                .body("total", equalTo(CALLERS + 1))
                .body(
                        "items.version",
                        equalTo(IntStream.iterate(CALLERS + 1, v -> v >= 1, v -> v - 1)
                                .boxed()
                                .toList()));
    }

    @Test
    void of_those_that_know_the_same_version_one_wins() throws Exception {
        var id = registered();
        var answers = together(n -> operator()
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"1\"")
                .body(Map.of("name", "Name " + n))
                .patch("/api/v1/tenants/" + id));

        assertThat(statuses(answers)).containsOnlyOnce(200);
        assertThat(Collections.frequency(statuses(answers), 412)).isEqualTo(CALLERS - 1);
    }

    @Test
    void a_slug_goes_to_one() throws Exception {
        var slug = newSlug();
        var answers = together(
                n -> operator().body(Map.of("slug", slug, "name", "Shop " + n)).post("/api/v1/tenants"));

        assertThat(statuses(answers)).containsOnlyOnce(201);
        assertThat(Collections.frequency(statuses(answers), 409)).isEqualTo(CALLERS - 1);
    }

    @Test
    void a_key_happens_once_for_all_who_send_it() throws Exception {
        var key = UUID.randomUUID().toString();
        var body = Map.of("slug", newSlug(), "name", "Once");
        var answers = together(
                n -> operator().header("Idempotency-Key", key).body(body).post("/api/v1/tenants"));

        assertThat(statuses(answers)).containsOnly(201);
        assertThat(answers.stream().map(answer -> answer.<String>path("eventId")))
                .containsOnly(answers.getFirst().<String>path("eventId"));
    }

    private static List<Integer> statuses(List<Response> answers) {
        return answers.stream().map(Response::statusCode).toList();
    }

    private interface Call {
        Response by(int caller);
    }

    private static List<Response> together(Call call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(CALLERS)) {
            var calls = IntStream.range(0, CALLERS)
                    .<Callable<Response>>mapToObj(n -> () -> call.by(n))
                    .toList();
            var answers = new java.util.ArrayList<Response>();
            for (var future : threads.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
