package io.centercontrol.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagKeyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkout",
                "checkout/new",
                "a;b",
                "team:feature",
                "größe",
                "export",
                "import",
                "%2F",
                "a\\b",
                "~Y2hlY2tvdXQ",
                "...",
                "a..b/.c",
                "/",
                "a b",
                "?q=1#x",
                "❤️",
                "👩‍👩‍👧",
                "عربى"
            })
    void any_text_that_people_can_see(String text) {
        assertThat(FlagKey.isOne(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u200b",
                " a",
                "a ",
                "a\u00a0",
                "\u3000a",
                "a\nb",
                "a\tb",
                "\u0000",
                "a\u007f",
                "a\u2028b",
                "user\u202etxt"
            })
    void nothing_that_cannot_be_seen(String text) {
        assertThat(FlagKey.isOne(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "../a", "a/..", "a/./b", "a\\..\\b", "./", "/."})
    void nothing_that_a_path_is_cleaned_of(String text) {
        assertThat(FlagKey.isOne(text)).isFalse();
    }

    @Test
    void half_of_a_pair_is_no_text() {
        assertThat(FlagKey.isOne("a\ud83d")).isFalse();
        assertThat(FlagKey.isOne("\ude00a")).isFalse();
        assertThat(FlagKey.isOne("a\ud83d\ude00")).isTrue();
    }

    @Test
    void as_long_as_a_name() {
        assertThat(FlagKey.isOne("ß".repeat(FlagKey.LONGEST))).isTrue();
        assertThat(FlagKey.isOne("a".repeat(FlagKey.LONGEST + 1))).isFalse();
        assertThat(FlagKey.isOne("😀".repeat(FlagKey.LONGEST / 2 + 1))).isFalse();
    }
}
