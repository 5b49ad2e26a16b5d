package io.centercontrol.dataplane.view;

import static org.assertj.core.api.Assertions.assertThat;

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
        "'', ''",
        ":80, ''"
    })
    void is_compared_without_case_port_and_dot(String given, String compared) {
        assertThat(Hosts.normalize(given)).isEqualTo(compared);
    }
}
