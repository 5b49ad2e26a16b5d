package io.centercontrol.usage.intake.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a CloudEvent must be. */
class DraftTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TENANT = "01900000-0000-7000-8000-000000000002";

    private final Map<String, String> attributes = new HashMap<>(
            Map.of("specversion", "1.0", "id", "e1", "source", "/shop", "type", "parcel.sent", "subject", TENANT));

    @Test
    void one_that_is_whole_is_one() {
        var event = event();
        assertThat(event).isNotNull();
        assertThat(event.happenedAt()).isEqualTo(NOW);
        assertThat(event.tenant()).hasToString(TENANT);
        assertThat(event.identity()).isEqualTo(TENANT + ":5:/shop:e1");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T13:00:00.123456789+01:00,2026-03-01T12:00:00.123456Z",
        "2026-03-01t12:00:00z,2026-03-01T12:00:00Z"
    })
    void its_time_is_as_rfc_3339_has_it(String time, Instant means) {
        attributes.put("time", time);
        var event = event();
        assertThat(event).isNotNull();
        assertThat(event.happenedAt()).isEqualTo(means);
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type", "subject"})
    void what_it_needs_must_be_there(String name) {
        attributes.remove(name);
        assertThat(flaws(Map.of())).containsExactly("/7/" + name + " REQUIRED");
        attributes.put(name, "");
        assertThat(flaws(Map.of())).containsExactly("/7/" + name + " REQUIRED");
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        attributes.put("specversion", "0.3");
        attributes.put("id", "a\u0000b");
        attributes.put("source", "x".repeat(501));
        attributes.put("type", "a\u0085");
        attributes.put("subject", "acme");
        attributes.put("time", "yesterday");
        assertThat(flaws(null))
                .containsExactly(
                        "/7/specversion WRONG_SPECVERSION",
                        "/7/id CONTROL_CHARACTER",
                        "/7/source TOO_LONG",
                        "/7/type CONTROL_CHARACTER",
                        "/7/subject INVALID_SUBJECT",
                        "/7/time INVALID_TIME",
                        "/7/data DATA_NOT_AN_OBJECT");
    }

    @Test
    void what_is_no_character_is_refused() {
        attributes.put("id", "\ufdd0");
        assertThat(flaws(Map.of())).containsExactly("/7/id CONTROL_CHARACTER");
        attributes.put("id", new String(Character.toChars(0x1ffff)));
        assertThat(flaws(Map.of())).containsExactly("/7/id CONTROL_CHARACTER");
        attributes.put("id", "größe 😀");
        assertThat(flaws(Map.of())).isEmpty();
    }

    @Test
    void data_are_json() {
        attributes.put("datacontenttype", "application/xml");
        assertThat(flaws(Map.of())).containsExactly("/7/datacontenttype DATA_NOT_JSON");
        attributes.put("datacontenttype", "application/vnd.shop+JSON; charset=utf-8");
        assertThat(flaws(Map.of())).isEmpty();
        attributes.put("data_base64", "e30=");
        assertThat(flaws(Map.of())).containsExactly("/7/datacontenttype DATA_NOT_JSON");
    }

    @Test
    void no_two_pairs_of_source_and_id_make_one_identity_and_none_is_too_long() {
        assertThat(identity("a:1", "b")).isNotEqualTo(identity("a", "1:b"));
        assertThat(identity("1:a", "b")).isNotEqualTo(identity("1", "a:b"));
        assertThat(identity("s", "x".repeat(159))).hasSize(200).startsWith(TENANT + ":1:s:");
        assertThat(identity("s", "x".repeat(500))).hasSize(71).startsWith("sha256:");
        assertThat(identity("s", "x".repeat(500))).isNotEqualTo(identity("s", "x".repeat(499) + "y"));
        var one = identity("s", "i");
        attributes.put("subject", "01900000-0000-7000-8000-000000000003");
        assertThat(identity("s", "i")).isNotEqualTo(one);
    }

    private String identity(String source, String id) {
        attributes.put("source", source);
        attributes.put("id", id);
        var event = event();
        assertThat(event).isNotNull();
        return event.identity();
    }

    private @Nullable CloudEvent event() {
        return new Draft("/7", attributes, Map.of()).check(NOW, new ArrayList<>());
    }

    private List<String> flaws(@Nullable Map<String, Scalar> data) {
        var found = new ArrayList<Violation>();
        var event = new Draft("/7", attributes, data).check(NOW, found);
        assertThat(event == null).isEqualTo(!found.isEmpty());
        return found.stream().map(one -> one.pointer() + " " + one.code()).toList();
    }
}
