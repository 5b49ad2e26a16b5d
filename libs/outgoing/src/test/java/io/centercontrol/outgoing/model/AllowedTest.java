package io.centercontrol.outgoing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedTest {
    private static final Allowed ALLOWED = Allowed.of(List.of("Siem.internal", " 10.20.0.0/15", "fd00:1::/32"));

    @Test
    void a_host_that_is_named_and_a_network_that_is_named_may_be_called_and_their_neighbours_may_not()
            throws Exception {
        assertThat(ALLOWED.has("siem.INTERNAL", InetAddress.getByName("127.0.0.1")))
                .isTrue();
        assertThat(ALLOWED.has("other", InetAddress.getByName("10.21.255.255"))).isTrue();
        assertThat(ALLOWED.has("other", InetAddress.getByName("10.22.0.0"))).isFalse();
        assertThat(ALLOWED.has("other", InetAddress.getByName("10.19.255.255"))).isFalse();
        assertThat(ALLOWED.has("other", InetAddress.getByName("fd00:1:2::3"))).isTrue();
        assertThat(ALLOWED.has("other", InetAddress.getByName("fd00:2::3"))).isFalse();
        assertThat(ALLOWED.has("x.siem.internal", InetAddress.getByName("127.0.0.1")))
                .isFalse();
    }

    @Test
    void what_is_no_network_is_refused() {
        for (var text : List.of("10.0.0.0/33", "10.0.0/8x", "host/8", "/8")) {
            assertThatThrownBy(() -> Allowed.of(List.of(text))).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
