package io.centercontrol.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kit.security.Credentials.Form;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has the form of a bearer token. */
class CredentialsTest {
    @ParameterizedTest
    @CsvSource({
        "Bearer a.b.c,        BEARER",
        "bearer ccts_aB-_,    BEARER",
        "Bearer abc+/==,      BEARER",
        "Bearer .,            MALFORMED",
        "Bearer ..,           MALFORMED",
        "Bearer a.b,          MALFORMED",
        "Bearer a.b.,         MALFORMED",
        "Bearer a.b.c.d.e,    MALFORMED",
        "Bearer a b,          MALFORMED",
        "Bearer ä,            MALFORMED",
        "Bearer,              MALFORMED",
        "Basic YTpi,          FOREIGN",
        "Basic,               FOREIGN",
        "nonsense,            FOREIGN",
    })
    void of_one_header(String header, Form form) {
        assertThat(Credentials.form(List.of(header))).isEqualTo(form);
    }

    @Test
    void of_none_and_of_several() {
        assertThat(Credentials.form(List.of())).isEqualTo(Form.NONE);
        assertThat(Credentials.form(List.of(""))).isEqualTo(Form.MALFORMED);
        assertThat(Credentials.form(List.of("Bearer a", "Bearer b"))).isEqualTo(Form.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "7",
                "{\"alg\":7}",
                "{\"alg\":\"RS256\",\"kid\":7}",
                "{\"alg\":\"RS256\",\"kid\":{}}",
                "{\"alg\":\"RS256\",\"alg\":\"none\"}",
                "{\"alg\":\"\\ud800\"}",
                "{\"alg\":\"RS256\",\"x\":[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}",
                "{\"alg\":\"RS256\"",
            })
    void a_header_that_is_none_of_a_jwt(String header) {
        assertThat(JwtForm.isGood(base64(header) + "." + base64("{}") + ".AAAA"))
                .isFalse();
    }

    @Test
    void a_jwt() {
        var header = base64("{\"alg\":\"RS256\",\"kid\":\"k\"}");
        assertThat(JwtForm.isGood(header + "." + base64("{\"sub\":\"a\",\"exp\":1}") + ".AAAA"))
                .isTrue();
        assertThat(JwtForm.isGood(header + "." + base64("{\"exp\":\"soon\"}") + ".AAAA"))
                .isFalse();
        assertThat(JwtForm.isGood(header + "." + base64("{}") + ".!")).isFalse();
        assertThat(JwtForm.isGood(header + "." + base64("{}"))).isFalse();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
