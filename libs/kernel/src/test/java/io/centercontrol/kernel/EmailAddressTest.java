package io.centercontrol.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org",
                "a.b+c@x.example",
                "o'hara@x.example",
                "\"a b\"@x.example",
                "\"a@b\"@x.example",
                "\"a\\\"b\"@x.example",
                "\".a..b.\"@x.example",
                "jürgen@bücher.example",
                "张@例え.テスト",
                "a@localhost",
                "a@[192.0.2.1]",
                "a@[IPv6:2001:db8::1]"
            })
    void addresses(String text) {
        assertThat(EmailAddress.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a",
                "a@",
                "@x.example",
                ".a@x.example",
                "a.@x.example",
                "a..b@x.example",
                "a b@x.example",
                "a@b@c",
                "\"a@x.example",
                "\"a\"b\"@x.example",
                "a@.example",
                "a@x..example",
                "a@x.example.",
                "a@-x.example",
                "a@x-.example",
                "a@b_c.example",
                "a@b\u200b.example",
                "a\u200b@b.example",
                "a\u00a0b@x.example",
                "\"a\u0007\"@x.example",
                "a\r\n@x.example",
                "a@\u3164.example",
                "a@[x]",
                "a@b.example\n"
            })
    void what_is_none(String text) {
        assertThat(EmailAddress.isValid(text)).isFalse();
    }

    @Test
    void has_254_bytes_at_most_and_64_before_the_sign() {
        var domain = ("d".repeat(60) + ".").repeat(3) + "example";
        assertThat(EmailAddress.isValid("a".repeat(64) + "@" + "b".repeat(63) + "." + domain.substring(0, 125)))
                .isTrue();
        assertThat(EmailAddress.isValid("a".repeat(65) + "@x.example")).isFalse();
        assertThat(EmailAddress.isValid("ü".repeat(33) + "@x.example")).isFalse();
        assertThat(EmailAddress.isValid("a".repeat(64) + "@" + "b".repeat(63) + "." + domain.substring(0, 126)))
                .isFalse();
    }
}
