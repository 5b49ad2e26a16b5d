package io.centercontrol.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void each_kind_of_refusal_has_its_status() {
        assertThat(Problem.of(new Refusal.NotFound("A", "a")).status()).isEqualTo(404);
        assertThat(Problem.of(new Refusal.Conflict("A", "a", Map.of())).status())
                .isEqualTo(409);
        assertThat(Problem.of(new Refusal.Stale("A", "a", KnownVersions.of(1), 2))
                        .status())
                .isEqualTo(412);
        assertThat(Problem.of(Refusal.Invalid.of("/a", "A", "a")).status()).isEqualTo(400);
        assertThat(Problem.of(new Refusal.Unavailable("A", "a")).status()).isEqualTo(503);
    }

    @Test
    void facts_stand_beside_the_standard_members() {
        var problem =
                json.valueToTree(Problem.of(new Refusal.Stale("STALE_VERSION", "Read again.", KnownVersions.of(1), 2)));

        assertThat(problem)
                .isEqualTo(json.valueToTree(Map.of(
                        "type",
                        "urn:center-control:problem:STALE_VERSION",
                        "title",
                        "Precondition Failed",
                        "status",
                        412,
                        "code",
                        "STALE_VERSION",
                        "detail",
                        "Read again.",
                        "expectedVersion",
                        1L,
                        "actualVersion",
                        2L)));
    }

    @Test
    void every_violation_is_told() {
        var refusal = new Refusal.Invalid(List.of(new Violation("/a", "A", "a is wrong"), new Violation("", "B", "b")));
        var problem = json.valueToTree(Problem.of(refusal));

        assertThat(problem.at("/code").asText()).isEqualTo("VALIDATION_FAILED");
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/a");
        assertThat(problem.at("/errors/0/detail").asText()).isEqualTo("a is wrong");
        assertThat(problem.at("/errors/1/pointer").asText()).isEmpty();
        assertThat(problem.at("/errors/1/pointer").isMissingNode()).isFalse();
    }
}
