package io.centercontrol.governance.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.governance.model.Governance;
import io.centercontrol.governance.model.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The JSON that is kept of governance is read for ever. */
class GovernanceDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_document_of_before_there_were_plans_has_no_default() throws JsonProcessingException {
        var old = """
                {"mostTestTenants": null, "mostLiveTenants": 5, "defaultMostStores": 10, "reservedNames": ["admin"],
                 "deletionGraceSeconds": 86400, "slugCoolDownSeconds": 0, "exportRetentionSeconds": 86400,
                 "tombstoneAfterSeconds": 86400, "updatedAt": "2026-01-01T00:00:00Z"}
                """;
        var governance = JSON.readValue(old, GovernanceDocument.class).toGovernance(4);
        assertThat(governance.terms().defaultPlan()).isNull();
        assertThat(governance.terms().auditRetentionMost()).isNull();
        assertThat(governance.terms().mostLiveTenants()).isEqualTo(5);
    }

    @Test
    void what_is_written_is_read_again() throws JsonProcessingException {
        var day = Duration.ofDays(1);
        var terms = new Terms(1L, null, 10, Set.of("admin"), day, day, day, day, "basic", day, null);
        var governance = new Governance(terms, 2, Instant.parse("2026-03-01T00:00:00Z"));
        var text = JSON.writeValueAsString(GovernanceDocument.of(governance));
        assertThat(JSON.readValue(text, GovernanceDocument.class).toGovernance(2))
                .isEqualTo(governance);
    }
}
