package io.centercontrol.kit.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kit.gate.QueryReading.UnreadableException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one reading of a text in a path. */
class TextSegmentTest {
    private static final TextSegment KEYS = new TextSegment("/v1/flags/");

    @ParameterizedTest
    @CsvSource({
        "/v1/flags/a,           a",
        "/v1/flags/a%2Fb,       a%2Fb",
        "/v1/flags/..,          ..",
        "/v1/flags/a;b,         a;b",
        "/v1/flags/,",
        "/v1/flags,",
        "/v1/flags/a/b,",
        "/v1/flags/a%2Fb/,",
        "/v1/flags//,",
        "/v1/flag%73/a,",
        "/v1//flags/a,",
        "/v1/x/../flags/a,",
        "//v1/flags/a,",
        "/V1/flags/a,"
    })
    void it_is_the_last_one_of_exactly_this_path(String path, String segment) {
        assertThat(KEYS.in(path)).isEqualTo(segment);
    }

    @ParameterizedTest
    @CsvSource({
        "checkout%2Fnew,     checkout/new",
        "checkout%2fnew,     checkout/new",
        "a%3Bb,              a;b",
        "a%5Cb,              a\\b",
        "gr%C3%B6%C3%9Fe,    größe",
        "team:feature,       team:feature",
        "team%3Afeature,     team:feature",
        "a+b,                a+b",
        "a%20b,              a b",
        "%252F,              %2F",
        "%252e%252e%252f,    %2e%2e%2f",
        "%25,                %",
        "...,                ...",
        "..a%2Fb..,          ..a/b.."
    })
    void it_is_decoded_once(String segment, String text) throws Exception {
        assertThat(TextSegment.read(segment)).isEqualTo(text);
        assertThat(TextSegment.isAmbiguous(segment, text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                "%2e",
                "%2e%2E",
                ".%2e",
                "..%2f",
                "..%2Fadmin",
                "%2e%2e%2fadmin",
                "a%2F..%2Fb",
                "a%5c..%5cb",
                "a%2F.",
                ";",
                "a;b",
                "a\\b",
                "%00",
                "a%0Ab",
                "a%1f",
                "%7F"
            })
    void what_others_may_read_otherwise_does_not_pass(String segment) throws Exception {
        assertThat(TextSegment.isAmbiguous(segment, TextSegment.read(segment))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "%C1%81", "%ED%A0%80", "%F0%9F", "ö", "a b"})
    void what_is_no_encoded_text_has_no_reading(String segment) {
        assertThatThrownBy(() -> TextSegment.read(segment)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void what_a_client_encodes_is_read_as_it_was() throws Exception {
        var random = new Random(3);
        for (var turn = 0; turn < 20_000; turn++) {
            var text = new StringBuilder();
            for (var length = 1 + random.nextInt(12); length > 0; length--) {
                var one = random.nextInt(turn % 2 == 0 ? 0x80 : Character.MAX_CODE_POINT + 1);
                if (one < Character.MIN_SURROGATE || one > Character.MAX_SURROGATE) {
                    text.appendCodePoint(one);
                }
            }
            var encoded =
                    URLEncoder.encode(text.toString(), StandardCharsets.UTF_8).replace("+", "%20");
            assertThat(TextSegment.read(encoded)).isEqualTo(text.toString());
        }
    }
}
