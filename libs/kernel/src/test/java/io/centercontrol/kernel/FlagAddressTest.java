package io.centercontrol.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagAddressTest {
    private static final String LETTERS = "aZ09._-~/\\;:%?#&=+ @ßöĀ中\u0301\u200d";

    @ParameterizedTest
    @CsvSource({
        "checkout,     checkout",
        "a.b_c-D9,     a.b_c-D9",
        "checkout/new, ~Y2hlY2tvdXQvbmV3",
        "größe,        ~Z3LDtsOfZQ",
        "export,       ~ZXhwb3J0",
        "import,       ~aW1wb3J0",
        "Export,       Export",
        "-a,           ~LWE",
        "~,            ~fg",
        "~LWE,         ~fkxXRQ",
        "?>,           ~Pz4",
        "😀,           ~8J-YgA"
    })
    void a_key_stands_for_itself_where_it_can(String key, String address) {
        assertThat(FlagAddress.of(key).text()).isEqualTo(address);
        assertThat(new FlagAddress(address).key()).isEqualTo(key);
        assertThat(FlagAddress.of(key).path()).isEqualTo("/api/v1/flags/" + address);
    }

    @Test
    void each_key_has_an_address_of_its_own_that_leads_back_to_it() {
        var random = new Random(7);
        var keys = new HashMap<FlagAddress, String>();
        IntFunction<String> any = length -> {
            var key = new StringBuilder();
            for (var at = 0; at < length; at++) {
                key.appendCodePoint(
                        random.nextBoolean() ? LETTERS.charAt(random.nextInt(LETTERS.length())) : anyCharacter(random));
            }
            return key.toString();
        };
        var tried = 0;
        for (var turn = 0; turn < 200_000; turn++) {
            var key = any.apply(1 + random.nextInt(turn % 2 == 0 ? 3 : 60));
            if (FlagKey.isOne(key)) {
                tried++;
                var address = FlagAddress.of(key);
                assertThat(address.key()).isEqualTo(key);
                assertThat(address.text()).matches("~?[A-Za-z0-9._-]+").doesNotMatch("\\.{1,2}|export|import");
                var other = keys.putIfAbsent(address, key);
                assertThat(other == null || other.equals(key)).isTrue();
            }
        }
        assertThat(tried).isGreaterThan(50_000);
    }

    private static int anyCharacter(Random random) {
        int one;
        do {
            one = random.nextInt(Character.MAX_CODE_POINT + 1);
        } while (one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE);
        return one;
    }

    @Test
    void no_two_addresses_are_one_keys() {
        var random = new Random(11);
        var letters = "ABCYZabcyz019-_";
        for (var turn = 0; turn < 100_000; turn++) {
            var text = new StringBuilder(turn % 3 == 0 ? "" : "~");
            for (var length = 1 + random.nextInt(8); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            var address = new FlagAddress(text.toString());
            try {
                assertThat(FlagAddress.of(address.key())).isEqualTo(address);
            } catch (RefusedException e) {
                assertThat(e.refusal().code()).isEqualTo("FLAG_NOT_FOUND");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export",
                "größe",
                "a b",
                "-a",
                "~Y2hlY2tvdXQ",
                "~Y2hlY2tvdXQvbmV3=",
                "~Y2hlY2tvdXQvbmV4==",
                "~LWF",
                "~Z3LDtsOfZR",
                "~8J+YgA",
                "~/w",
                "~wIA",
                "~7aCA",
                "~a",
                "~",
                "~IGE",
                "~Li4",
                "~größe",
                "~~fg",
                "~Z3LDts OfZQ"
            })
    void what_is_nobodys_address_leads_nowhere(String text) {
        assertThatThrownBy(() -> new FlagAddress(text).key())
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isInstanceOf(Refusal.NotFound.class));
    }

    @Test
    void who_comes_by_another_spelling_is_told_the_address() {
        assertThatThrownBy(() -> new FlagAddress("größe").key()).hasMessageContaining("/api/v1/flags/~Z3LDtsOfZQ");
        assertThatThrownBy(() -> new FlagAddress("~Y2hlY2tvdXQ").key()).hasMessageContaining("/api/v1/flags/checkout");
    }

    @Test
    void the_longest_key_has_an_address_that_fits_a_request() {
        var key = "中".repeat(FlagKey.LONGEST);
        assertThat(Base64.getUrlDecoder().decode(FlagAddress.of(key).text().substring(1)))
                .isEqualTo(key.getBytes(StandardCharsets.UTF_8));
        assertThat(FlagAddress.of(key).path()).hasSizeLessThan(500);
    }
}
