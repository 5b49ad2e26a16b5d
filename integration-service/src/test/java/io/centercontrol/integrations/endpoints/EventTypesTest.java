package io.centercontrol.integrations.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.integrations.endpoints.model.TypePattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of types is what the services say, no more and no less. */
class EventTypesTest {
    private static final Pattern SAID = Pattern.compile(
            "\"((?:tenant|governance|provisioning|tenant-service|feature|plan|subscription|flag|rate-limit|meter|consumption|statement|webhook-endpoint)\\.[a-z-]+)\"");
    private static final Set<String> SERVICES = Set.of(
            "tenant-registry",
            "plan-service",
            "flag-service",
            "provisioning-service",
            "metrics-ingest",
            "integration-service");

    @Test
    void the_list_has_every_type_that_a_service_says() throws IOException {
        var said = new TreeSet<String>();
        for (var service : SERVICES) {
            try (var files = Files.walk(Path.of("..", service, "src/main/java"))) {
                for (var file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    said.addAll(SAID.matcher(Files.readString(file))
                            .results()
                            .map(match -> match.group(1))
                            .collect(Collectors.toSet()));
                }
            }
        }

        // The attribute of OpenTelemetry is said too, and is no event; nor is what is told to the audit trail alone.
        said.removeAll(Set.of("tenant.id", "statement.closed-early"));
        assertThat(new EventTypes().all().keySet()).containsExactlyInAnyOrderElementsOf(said);
    }

    @Test
    void each_type_can_be_asked_for() {
        assertThat(new EventTypes().all().keySet()).allMatch(TypePattern::isOne);
        assertThat(Stream.of("tenant.suspended", "flag.changed-by-break-glass").map(TypePattern::of))
                .extracting(patterns -> patterns.get(1))
                .containsExactly("tenant.*", "flag.*");
    }

    @Test
    void what_is_told_every_few_seconds_is_told_to_who_names_it_alone() {
        assertThat(TypePattern.of("consumption.changed")).containsExactly("consumption.changed");
        assertThat(TypePattern.of("consumption.threshold-reached"))
                .containsExactly("consumption.threshold-reached", "consumption.*", "*");
    }
}
