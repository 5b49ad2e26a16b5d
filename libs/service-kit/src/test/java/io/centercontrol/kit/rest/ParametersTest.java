package io.centercontrol.kit.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.problem.PreconditionRequiredException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    @ParameterizedTest
    @CsvSource({"500ms, 500", "10s, 10000", "1m, 60000"})
    void durations(String text, long millis) {
        assertThat(Parameters.duration("timeout", text, Duration.ZERO, Duration.ofMinutes(1)))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "-1s", "61s", "2m", "1h", "99999999s", "1.5s"})
    void no_durations(String text) {
        refused("/timeout", () -> Parameters.duration("timeout", text, Duration.ZERO, Duration.ofMinutes(1)));
    }

    @Test
    void a_time_may_have_any_offset() {
        assertThat(Parameters.instant("at", "2026-01-01T02:00:00+02:00"))
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        refused("/at", () -> Parameters.instant("at", "2026-01-01T02:00:00"));
    }

    @Test
    void a_span_ends_after_its_begin() {
        var begin = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(Parameters.end("to", "2026-01-01T00:00:01Z", "from", begin)).isEqualTo(begin.plusSeconds(1));
        assertThat(Parameters.end("to", null, "from", begin)).isNull();
        assertThat(Parameters.end("to", "2025-01-01T00:00:00Z", "from", null)).isNotNull();
        refused("/to", () -> Parameters.end("to", "2026-01-01T00:00:00Z", "from", begin));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "x", "", "1e2", "00000000001"})
    void no_limits(String text) {
        refused("/limit", () -> Parameters.limit(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1-1-1-1-1",
                "01a20474-66fd-731c-94bd-a664136c02dg",
                "01A20474_66fd-731c-94bd-a664136c02d6"
            })
    void no_uuids(String text) {
        refused("/id", () -> Parameters.uuid("id", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-31",
                "2026-01-31T12:00:00",
                "0000-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z"
            })
    void no_times(String text) {
        refused("/at", () -> Parameters.instant("at", text));
        refused("/cursor", () -> Cursor.time(text));
    }

    @Test
    void cursors_come_back_as_they_were_given_out() {
        assertThat(Cursor.read(Cursor.of("-NAME", "Ä, \"b\"", "1"), 3)).containsExactly("-NAME", "Ä, \"b\"", "1");
        assertThat(Cursor.read(null, 3)).isNull();
        refused("/cursor", () -> Cursor.read(Cursor.of("a"), 3));
        refused("/cursor", () -> Cursor.read("***", 1));
        refused("/cursor", () -> Cursor.read(Cursor.of("a\0"), 1));
        refused("/cursor", () -> Cursor.read(Base64.getUrlEncoder().encodeToString(new byte[] {'a', (byte) 0xC3}), 1));
    }

    @Test
    void if_match_takes_versions_or_a_star() {
        assertThat(Versions.ifMatch(Versions.tag(7))).isEqualTo(KnownVersions.of(7));
        assertThat(Versions.ifMatch("\"7\", \"8\"")).isEqualTo(new KnownVersions(List.of(7L, 8L)));
        assertThat(Versions.ifMatch(" ,\"7\"\t,,W/\"8\" ,")).isEqualTo(KnownVersions.of(7));
        assertThat(Versions.ifMatch("*")).isNull();
        assertThat(Versions.ifMatch(null)).isNull();
        assertThatExceptionOfType(PreconditionRequiredException.class).isThrownBy(() -> Versions.requiredIfMatch(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"7\"", "\"\"", "\"07\"", "\"seven\"", "\"9999999999999999999\"", "\"*\""})
    void tags_that_are_no_version_of_ours_match_none(String header) {
        assertThat(Versions.ifMatch(header)).isEqualTo(new KnownVersions(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ",", "7", "\"7", "7\"", "w/\"7\"", "W/ \"7\"", "\"7\" \"8\"", "*, \"7\"", "\"a b\""})
    void no_entity_tags(String header) {
        refused("", () -> Versions.ifMatch(header));
    }

    @Test
    void a_header_full_of_tags_is_read() {
        assertThat(Versions.ifMatch("\"1\",".repeat(10_000))).isNotNull();
    }

    @Test
    void reasons_are_stripped_and_needed() {
        assertThat(Reasons.required("  unpaid ")).isEqualTo("unpaid");
        assertThat(Reasons.optional(" ")).isNull();
        refused("/reason", () -> Reasons.required(" "));
        refused("/reason", () -> Reasons.required("r".repeat(1_001)));
        refused("/reason", () -> Reasons.required("a\0b"));
    }

    private static void refused(String pointer, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(((Refusal.Invalid) e.refusal()).violations())
                        .singleElement()
                        .satisfies(violation -> assertThat(violation.pointer()).isEqualTo(pointer)));
    }
}
