package io.centercontrol.dataplane.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
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
        "a..b, a..b",
        "'', ''",
        ":80, ''"
    })
    void is_compared_as_lower_case_ascii_without_port_and_dot(String given, String compared) {
        assertThat(Hosts.normalize(given)).isEqualTo(compared);
    }

    @Test
    void a_name_that_has_no_ascii_form_breaks_nothing() {
        assertThat(Hosts.normalize("ü".repeat(300) + ".example")).startsWith("üü");
        assertThat(Hosts.normalize("\uD800.example")).isNotNull();
    }
}
