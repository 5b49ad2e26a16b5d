package io.centercontrol.dataplane.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.IDNA;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
    private static final IDNA BROWSERS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.USE_STD3_RULES);

    @ParameterizedTest
    @CsvSource({
        "acme.example, acme.example",
        "ACME.Example, acme.example",
        "acme.example:8090, acme.example",
        "acme.example., acme.example",
        "acme.example.:8090, acme.example",
        "[::1]:8090, [::1]",
        "[::1], [::1]",
        "[FE80::A]:80, [fe80::a]",
        "localhost, localhost",
        "127.0.0.1:8090, 127.0.0.1",
        "bücher.example, xn--bcher-kva.example",
        "BÜCHER.Example.:8443, xn--bcher-kva.example",
        "XN--BCHER-KVA.example, xn--bcher-kva.example",
        "bücher。example。, xn--bcher-kva.example",
        "例え.テスト, xn--r8jz45g.xn--zckzah",
        "straße-bug.example, xn--strae-bug-j1a.example",
        "Straße-Bug。EXAMPLE:443, xn--strae-bug-j1a.example",
        "strasse-bug.example, strasse-bug.example",
        "βόλος.example, xn--nxasmm1c.example",
        "ΒΌΛΟΣ.example, xn--nxasmq6b.example",
        "a\u1806b.example, a\u1806b.example",
        "a\u2024b.example, a\u2024b.example",
        "a..b, a..b",
        "'', ''",
        ":80, ''"
    })
    void is_compared_as_lower_case_ascii_without_port_and_dot(String given, String compared) {
        assertThat(Hosts.normalize(given)).isEqualTo(compared);
    }

    /** Whatever letter stands in a name: it is what browsers ask for, or a name that nobody can claim. */
    @ParameterizedTest
    @ValueSource(strings = {"a%sb", "%sς"})
    void is_never_another_name_than_browsers_ask_for(String pattern) {
        var same = 0;
        for (var letter = 0x80; letter <= Character.MAX_CODE_POINT; letter++) {
            var type = Character.getType(letter);
            if (type == Character.SURROGATE || type == Character.PRIVATE_USE || type == Character.UNASSIGNED) {
                continue;
            }
            var host = pattern.formatted(Character.toString(letter)).strip() + ".example";
            var ours = Hosts.normalize(host);
            var asked = asked(host);
            if (asked != null && ours.equals(asked)) {
                same++;
            } else if (asked != null || asked(ours) != null) {
                assertThat(ours.chars().filter(unit -> unit > 127))
                        .as("U+%04X: %s", letter, ours)
                        .isNotEmpty();
            }
        }
        assertThat(same).isGreaterThan(80_000);
    }

    /** What browsers make of a name; null when they take it for none. */
    private static @Nullable String asked(String host) {
        var info = new IDNA.Info();
        var asked = BROWSERS.nameToASCII(host, new StringBuilder(), info).toString();
        return info.hasErrors() ? null : asked;
    }

    @Test
    void a_name_that_has_no_ascii_form_breaks_nothing() {
        assertThat(Hosts.normalize("ü".repeat(300) + ".example")).startsWith("üü");
        assertThat(Hosts.normalize("\uD800.example")).isNotNull();
    }
}
