package io.centercontrol.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u200b",
                "\ufeff\u2060",
                "\u00a0\u3000",
                "\u3164",
                "\u2800",
                "\u00ad",
                "\u0301",
                "\ue000"
            })
    void nothing_to_see(String text) {
        assertThat(DisplayText.isBlank(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " . ", "é", "عربى", "क्‍ष", "👩‍👩‍👧", "你", "\u200b!", "№"})
    void something_to_see_on_one_line(String text) {
        assertThat(DisplayText.isBlank(text)).isFalse();
        assertThat(DisplayText.isLine(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\u0007", "a\u009f", "a\u2028b", "a\u2029", "user\u202etxt", "a\u2066b"})
    void what_does_something_unseen(String text) {
        assertThat(DisplayText.isLine(text)).isFalse();
        assertThat(DisplayText.isProse(text)).isFalse();
    }

    @Test
    void prose_has_lines() {
        assertThat(DisplayText.isProse("first\r\n\tsecond")).isTrue();
        assertThat(DisplayText.isLine("first\nsecond")).isFalse();
    }
}
