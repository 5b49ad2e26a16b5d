package io.centercontrol.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNamesTest {
    @ParameterizedTest
    @CsvSource({
        "Shop.Example.COM.,       shop.example.com",
        "' shop.example.com',     shop.example.com",
        "bücher.example,          xn--bcher-kva.example",
        "bücher。example。,        xn--bcher-kva.example",
        "straße-bug.example,      xn--strae-bug-j1a.example",
        "STRAẞE-bug.example,      xn--strae-bug-j1a.example",
        "strasse-bug.example,     strasse-bug.example",
        "βόλος.example,           xn--nxasmm1c.example",
        "xn--strae-bug-j1a.example, xn--strae-bug-j1a.example",
        "r3---sn-4g5e.example,    r3---sn-4g5e.example",
    })
    void a_name_is_what_browsers_ask_for(String typed, String name) {
        assertThat(DomainNames.ascii(typed)).isEqualTo(name);
        assertThat(DomainNames.compared(typed)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a..example.com",
                "a_b.example.com",
                "a b.example.com",
                "*.example.com",
                "a\u2028b.example",
                "क\u200dष.example",
                "אa.example",
                "xn--a.example",
                "xn--strasse-bug-j1aaaa.example"
            })
    void what_no_browser_asks_for_is_no_name(String typed) {
        assertThat(DomainNames.ascii(typed)).isNull();
        assertThat(DomainNames.compared(typed)).isEqualTo(typed);
    }
}
