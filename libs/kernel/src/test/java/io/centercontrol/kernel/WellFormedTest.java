package io.centercontrol.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.WellFormed.Flaw;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is text, byte for byte. */
class WellFormedTest {
    @ParameterizedTest
    @ValueSource(strings = {"c181", "c0a2", "e080af", "f4908080", "eda080", "edbfbf", "f09f", "80", "ff", "f8888080"})
    void bytes_that_are_no_utf8(String hex) {
        assertThat(WellFormed.flaw(HexFormat.of().parseHex("22" + hex + "22"))).isEqualTo(Flaw.NOT_UTF8);
        // Beyond what is decoded in one piece, and after what is all right.
        assertThat(WellFormed.flaw(HexFormat.of().parseHex("c3a4".repeat(3_000) + hex)))
                .isEqualTo(Flaw.NOT_UTF8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\uDBFFx\"",
                "\"\\udc00\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud800\\\\udc00\"",
                "\"\\ud800\\ud800\\udc00\"",
                "\"ä\\ud800\"",
                "\"\\ud83d\\ude00\\ude00\"",
                "{\"\\ud800\":1}",
                "\"\\ud800",
            })
    void half_of_a_pair(String json) {
        assertThat(WellFormed.flaw(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(Flaw.LONE_SURROGATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "\"\\ud83d\\ude00\"",
                "\"ä😀\\uD83D\\uDE00ä\"",
                "\"\\\\ud800\"",
                "\"\\u0041\\n\\\"\"",
                "\"\\u12",
                "\"\\",
                "\"\\uzzzz\"",
                "\"\uffff\"",
            })
    void what_is_text_or_the_parsers_to_refuse(String json) {
        assertThat(WellFormed.flaw(json.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void other_encodings_have_zeros_or_are_no_utf8() {
        var json = "{\"name\":\"\\ud800\"}";
        assertThat(WellFormed.flaw(json.getBytes(StandardCharsets.UTF_16BE))).isEqualTo(Flaw.NOT_UTF8);
        assertThat(WellFormed.flaw(json.getBytes(StandardCharsets.UTF_16))).isEqualTo(Flaw.NOT_UTF8);
        assertThat(WellFormed.flaw(json.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(Flaw.NOT_UTF8);
    }
}
