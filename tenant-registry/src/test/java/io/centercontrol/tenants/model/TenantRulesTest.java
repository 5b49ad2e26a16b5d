package io.centercontrol.tenants.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantRulesTest {
    private static final TenantSettings VALID = new TenantSettings(
            "Acme",
            "de-DE",
            "Europe/Berlin",
            "EUR",
            List.of(new Contact("owner", "Ada", "ada@example.org", "+49 30 1")),
            null,
            "eu-1",
            Map.of("team", "north", "example.com/tier", "gold"));

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-b", "1shop", "a123456789012345678901234567890123456789"})
    void slugs_that_are_fine(String slug) {
        assertThatCode(() -> TenantRules.check(slug, Set.of("www"), VALID, "shops.test"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Abc",
                "-abc",
                "abc-",
                "a_b",
                "ä-b",
                "a b",
                "a.b",
                "xn--abc",
                "abc/def",
                "abc\0",
                "a1234567890123456789012345678901234567890",
                "ａｂｃ"
            })
    void slugs_that_are_not(String slug) {
        assertThat(violations(slug, VALID)).containsExactly("/slug INVALID_SLUG");
    }

    @Test
    void a_reserved_slug() {
        assertThat(violations("www", VALID)).containsExactly("/slug SLUG_RESERVED");
    }

    @Test
    void all_mistakes_are_told_at_once() {
        var wrong = new TenantSettings(
                "x".repeat(10_000),
                "not a locale",
                "Mars/Olympus",
                "XXXX",
                List.of(new Contact("owner", " ", "nobody", "\u0007")),
                "localhost",
                "EU 1",
                Map.of("-", "v", "ok", "y".repeat(201)));

        assertThat(violations("No", wrong))
                .containsExactlyInAnyOrder(
                        "/slug INVALID_SLUG",
                        "/name TOO_LONG",
                        "/locale INVALID_LOCALE",
                        "/timeZone INVALID_TIME_ZONE",
                        "/currency INVALID_CURRENCY",
                        "/region INVALID_REGION",
                        "/primaryDomain DOMAIN_NOT_VERIFIED",
                        "/contacts/0/name REQUIRED",
                        "/contacts/0/phone INVALID_CHARACTER",
                        "/contacts/0/email INVALID_EMAIL",
                        "/labels/- INVALID_LABEL",
                        "/labels/ok INVALID_LABEL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b\u200b.example", ".a@x.example", "a..b@x.example", "a b@x.example"})
    void addresses_that_are_none(String email) {
        assertThat(violations("abc", with(VALID.name(), "EUR", email)))
                .containsExactly("/contacts/0/email INVALID_EMAIL");
    }

    @Test
    void an_address_with_a_blank_in_quotes_is_one() {
        assertThatCode(() -> TenantRules.check(with("Acme", "EUR", "\"a b\"@x.example"), List.of()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u3164", " \u2060"})
    void names_of_which_nothing_is_seen(String name) {
        assertThat(violations("abc", with(name, "EUR", "a@x.example"))).containsExactly("/name REQUIRED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "XTS", "XAU", "eur", "EURO", ""})
    void currencies_that_nobody_pays_with(String currency) {
        assertThat(violations("abc", with("Acme", currency, "a@x.example")))
                .containsExactly("/currency INVALID_CURRENCY");
    }

    private static TenantSettings with(String name, String currency, String email) {
        return new TenantSettings(
                name,
                VALID.locale(),
                VALID.timeZone(),
                currency,
                List.of(new Contact("owner", "Ada", email, null)),
                null,
                VALID.region(),
                VALID.labels());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "example",
                "a..example.com",
                "-a.example.com",
                "192.0.2.1",
                "*.example.com",
                "acme.shops.test"
            })
    void domains_that_cannot_be_claimed(String domain) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> TenantRules.checkDomain(domain, "shops.test"))
                .satisfies(e -> assertThat(e.refusal().code()).isEqualTo("INVALID_DOMAIN"));
    }

    @Test
    void a_domain_whose_proof_has_no_room_in_the_dns() {
        var label = "a".repeat(60) + ".";
        var longest = label.repeat(3) + "b".repeat(227 - 3 * 61 - 3) + ".de";
        assertThat(longest).hasSize(227);
        assertThatCode(() -> TenantRules.checkDomain(longest, "shops.test")).doesNotThrowAnyException();
        for (var domain : List.of("b" + longest, label.repeat(3) + "a".repeat(60) + ".de")) {
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> TenantRules.checkDomain(domain, "shops.test"))
                    .satisfies(e -> assertThat(e.refusal().message()).contains("at most 227"));
        }
    }

    private static List<String> violations(String slug, TenantSettings settings) {
        var refused = new java.util.ArrayList<Violation>();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> TenantRules.check(slug, Set.of("www"), settings, "shops.test"))
                .satisfies(e -> refused.addAll(((Refusal.Invalid) e.refusal()).violations()));
        return refused.stream().map(v -> v.pointer() + " " + v.code()).toList();
    }
}
