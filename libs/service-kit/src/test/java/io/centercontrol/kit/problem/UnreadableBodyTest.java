package io.centercontrol.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a body that cannot be read. */
class UnreadableBodyTest {
    private final ObjectMapper json = new ObjectMapper();

    UnreadableBodyTest() {
        new StrictJson().customize(json);
    }

    /** A body of a test. */
    record Asked(int version, Long permits, List<Item> items, JsonNode any) {}

    /** A part of it. */
    record Item(Integer quantity) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"version\":4294967297}                 | /version          | -2147483648 to 2147483647",
                "{\"version\":-2147483649}                | /version          | -2147483648 to 2147483647",
                "{\"version\":99999999999999999999}       | /version          | -2147483648 to 2147483647",
                "{\"items\":[{\"quantity\":2147483648}]}  | /items/0/quantity | -2147483648 to 2147483647",
                "{\"permits\":9223372036854775808}        | /permits          | -9223372036854775808 to 9223372036854775807",
            })
    void a_number_that_is_too_large_for_its_field(String body, String pointer, String range) {
        var problem = refused(body);
        assertThat(problem.code()).isEqualTo("OUT_OF_RANGE");
        assertThat(problem.detail()).contains("whole numbers from " + range);
        assertThat(problem.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.pointer()).isEqualTo(pointer));
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 1_001, 100_000})
    void a_body_that_is_nested_too_deep(int levels) {
        for (var body : List.of("{\"any\":" + "[".repeat(levels), "{\"any\":" + "{\"a\":".repeat(levels))) {
            var problem = refused(body);
            assertThat(problem.code()).isEqualTo("TOO_COMPLEX");
            assertThat(problem.detail()).contains("deeper than 100 levels");
        }
    }

    @Test
    void a_number_of_too_many_digits() {
        var problem = refused("{\"version\":" + "9".repeat(1_001) + "}");
        assertThat(problem.code()).isEqualTo("TOO_COMPLEX");
        assertThat(problem.detail()).contains("1,000 digits");
    }

    @Test
    void what_is_no_json_is_told_with_its_place() {
        assertThat(refused("{\"version\":1,\n}").detail()).contains("not well-formed JSON", "line 2");
    }

    private Problem refused(String body) {
        var failure = catchThrowableOfType(JsonProcessingException.class, () -> json.readValue(body, Asked.class));
        assertThat(failure).isNotNull();
        return ProblemMappers.describe(failure);
    }
}
