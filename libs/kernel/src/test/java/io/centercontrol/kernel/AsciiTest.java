package io.centercontrol.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiTest {
    @ParameterizedTest
    @CsvSource({
        "Ines@Example.ORG, ines@example.org, INES@EXAMPLE.ORG",
        "aZ09[`{@,         az09[`{@,         AZ09[`{@",
        "\u0131\u017f\u212a\u0130, \u0131\u017f\u212a\u0130, \u0131\u017f\u212a\u0130",
        "ÄßΣ,              ÄßΣ,              ÄßΣ",
    })
    void only_ascii_letters_have_a_case(String text, String lower, String upper) {
        assertThat(Ascii.lower(text)).isEqualTo(lower);
        assertThat(Ascii.upper(text)).isEqualTo(upper);
    }
}
