package io.centercontrol.audit.trail.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.ChangedField;
import io.centercontrol.audit.trail.model.Happening;
import io.centercontrol.audit.trail.model.Outcome;
import io.centercontrol.audit.trail.model.Target;
import io.centercontrol.audit.trail.model.Who;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SealingTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final Sealing sealing = new Sealing();

    @Test
    void the_leaf_is_canonical_and_tells_nothing_personal() throws Exception {
        var sealed = sealing.seal(happening("why not \u0000 \ud800 \u20ac", "9007199254740993"), NOON);

        assertThat(sealed.leaf())
                .startsWith("{\"action\":\"tenant.suspended\",\"category\":\"CHANGE\",\"commitments\":{\"actor\":\"")
                .doesNotContain("eve")
                .doesNotContain("why not")
                .doesNotContain("9007199254740993");
        var leaf = new ObjectMapper().readTree(sealed.leaf());
        assertThat(leaf.path("version").asText()).isEqualTo("3");
        assertThat(leaf.path("targets").path(0).path("type").asText()).isEqualTo("tenant");
    }

    @Test
    void values_are_committed_to_as_the_texts_that_they_were() {
        var sealed = sealing.seal(happening("why not \u0000 \ud800 \u20ac", "9007199254740993"), NOON);

        assertThat(value(sealed, Part.CHANGES))
                .isEqualTo("[{\"after\":\"9007199254740993\",\"before\":\"1\",\"path\":\"/n\"}]");
        assertThat(value(sealed, Part.REASON)).isEqualTo("\"why not \ufffd \ufffd \u20ac\"");
        assertThat(value(sealed, Part.ACTOR)).isEqualTo("{\"id\":\"eve\",\"kind\":\"USER\",\"name\":\"Eve\"}");
        assertThat(value(sealed, Part.DETAIL)).isEqualTo("{\"a\":\"1\"}");
    }

    @Test
    void the_same_is_never_committed_to_in_the_same_way() {
        var one = sealing.seal(happening(null, "1"), NOON);
        var other = sealing.seal(happening(null, "1"), NOON);

        assertThat(one.leaf()).isNotEqualTo(other.leaf());
        assertThat(one.parts()).doesNotContainKey(Part.REASON);
    }

    private static @Nullable String value(SealedEntry sealed, Part part) {
        var opening = sealed.parts().get(part);
        return opening == null ? null : opening.value();
    }

    private static Happening happening(@Nullable String reason, String after) {
        var id = new UUID(1, 2);
        return new Happening(
                id,
                "cc.tenants.v1",
                id.toString(),
                3,
                "tenant.suspended",
                Category.CHANGE,
                Outcome.DONE,
                NOON,
                1,
                "tenant-registry",
                new TenantId(id),
                List.of(new Target("tenant", id.toString())),
                "a correlation",
                null,
                null,
                Who.of("eve", "USER", "Eve"),
                reason,
                List.of(new ChangedField("/n", "1", after)),
                Map.of("a", "1"),
                false);
    }
}
