package io.centercontrol.tenants.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who asks too often waits; others do not. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
class RateLimitIT {
    @Test
    void strangers_share_a_small_allowance_and_callers_have_their_own() {
        var refused = IntStream.range(0, 2_000)
                .mapToObj(i -> given().get("/api/v1/deletion-certificate-keys"))
                .filter(answer -> answer.statusCode() == 429)
                .findFirst();

        assertThat(refused).isPresent();
        var answer = refused.get();
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("code")).isEqualTo("RATE_LIMITED");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.header("RateLimit")).contains("r=0");
        assertThat(TenantFixture.operator().get("/api/v1/tenants").statusCode()).isEqualTo(200);
        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    }
}
