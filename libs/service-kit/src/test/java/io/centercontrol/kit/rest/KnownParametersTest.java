package io.centercontrol.kit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;

/** Which parameters of a query are known where. */
class KnownParametersTest {
    /** Parameters of several ways. */
    static final class Filter {
        @RestQuery
        String status = "";

        @RestQuery("q")
        List<String> words = List.of();

        String noParameter = "";
    }

    /** A resource of a test. */
    static final class Resource {
        void list(
                @RestPath String id,
                @BeanParam Filter filter,
                @RestQuery String limit,
                @RestQuery("breakGlass") String glass,
                @QueryParam("at") String moment,
                String body) {}
    }

    @Test
    void what_a_method_declares_is_known_whatever_its_case() {
        assertThat(KnownParameters.of(method(), false))
                .containsExactly("at", "breakGlass", "limit", "q", "status")
                .contains("LIMIT")
                .doesNotContain("id", "body", "dryRun", "words", "noParameter");
    }

    @Test
    void a_write_knows_what_the_kit_obeys_too() {
        assertThat(KnownParameters.of(method(), true)).contains("at", "dryRun", "timeout", "wait", "DryRun");
    }

    private static Method method() {
        return Arrays.stream(Resource.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("list"))
                .findFirst()
                .orElseThrow();
    }
}
