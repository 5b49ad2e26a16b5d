package io.centercontrol.evaluation;

import static io.centercontrol.evaluation.FlagTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.MurmurHash3;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code fractional} as flagd defines it now, which the Java provider does not follow yet: by flagd's own vectors, and by
 * the definition worked out here with big numbers and a MurmurHash3 over bytes.
 */
class FractionalTest {
    private static final String SUITS = "[['clubs',25],['diamonds',25],['hearts',25],['spades',25]]";

    /** Vectors of flagd's testbed (evaluator/gherkin/fractional.feature, fractional-v2). */
    @ParameterizedTest
    @CsvSource({"jack,hearts", "queen,spades", "ten,clubs", "nine,diamonds", "3,clubs"})
    void flagds_vectors_with_the_flags_key(String name, String suit) {
        var flag = flag("fractional-flag", keyed("{'cat':[{'var':'$flagd.flagKey'},{'var':'user.name'}]}", SUITS));
        assertThat(flag.stringValue(FlagContext.of(null, Map.of("user", Map.of("name", name))), "mine"))
                .isEqualTo(suit);
    }

    @ParameterizedTest
    @CsvSource({"seven,hearts", "eight,diamonds", "nine,clubs", "two,spades"})
    void flagds_vectors_with_a_shared_seed(String name, String suit) {
        var flag = flag("fractional-flag-B-shared-seed", keyed("{'cat':['shared-seed',{'var':'user.name'}]}", SUITS));
        assertThat(flag.stringValue(FlagContext.of(null, Map.of("user", Map.of("name", name))), "mine"))
                .isEqualTo(suit);
    }

    /** Keys whose hashes lie at the edges of signed and unsigned numbers. */
    @ParameterizedTest
    @CsvSource({"ejOoVL,clubs", "bY9fO-,clubs", "SI7p-,clubs", "6LvT0,spades", "ceQdGm,spades"})
    void flagds_vectors_at_the_edges(String key, String half) {
        var flag = flag("fractional-hash-edge-flag", keyed("{'var':'targetingKey'}", "[['clubs',50],['spades',50]]"));
        assertThat(flag.stringValue(FlagContext.of(key, Map.of()), "mine")).isEqualTo(half);
    }

    @ParameterizedTest
    @CsvSource({"jon@company.com,clubs", "jane@company.com,spades"})
    void flagds_vectors_in_short(String key, String variant) {
        var flag = flag("fractional-flag-shorthand", "{'fractional':[['clubs'],['spades',1]]}");
        assertThat(flag.stringValue(FlagContext.of(key, Map.of()), "mine")).isEqualTo(variant);
    }

    /** jon@company.com is in bucket 36 of 100, user1 in bucket 76. */
    @ParameterizedTest
    @CsvSource({
        "jon@company.com,premium,clubs,clubs",
        "jon@company.com,basic,spades,spades",
        "user1,premium,spades,clubs",
        "user1,basic,spades,spades"
    })
    void flagds_vectors_with_computed_variants_and_weights(String key, String tier, String byVariant, String byWeight) {
        var context = FlagContext.of(key, Map.of("tier", tier));
        var premium = "{'==':[{'var':'tier'},'premium']}";
        assertThat(flag(
                                "f",
                                keyed(
                                        "{'var':'targetingKey'}",
                                        "[[{'if':[" + premium + ",'clubs','spades']},50],['spades',50]]"))
                        .stringValue(context, "mine"))
                .isEqualTo(byVariant);
        assertThat(flag(
                                "f",
                                keyed(
                                        "{'var':'targetingKey'}",
                                        "[['clubs',{'if':[" + premium + ",100,0]}],['spades',10]]"))
                        .stringValue(context, "mine"))
                .isEqualTo(byWeight);
    }

    @Test
    void as_a_condition_its_outcomes_are_truths() {
        for (var on : List.of(true, false)) {
            var flag = flag("f", "{'if':[{'fractional':[[%s,0],[%s,100]]},'clubs','spades']}".formatted(!on, on));
            assertThat(flag.stringValue(FlagContext.of("anybody", Map.of()), "mine"))
                    .isEqualTo(on ? "clubs" : "spades");
        }
    }

    /** The whole road against the definition: key, hash, bucket, share. */
    @Test
    void gives_what_the_definition_gives() {
        var random = new Random(5);
        for (var round = 0; round < 8_000; round++) {
            var weights =
                    random.ints(4, 0, random.nextBoolean() ? 4 : 500_000_000).toArray();
            weights[random.nextInt(4)]++;
            var flagKey = text(random, 1 + random.nextInt(9));
            var name = text(random, random.nextInt(40));
            var number = random.nextInt(-5000, 5000);
            var distribution = "[['clubs',%d],['diamonds',%d],['hearts',%d],['spades',%d]]"
                    .formatted(weights[0], weights[1], weights[2], weights[3]);
            var suits = List.of("clubs", "diamonds", "hearts", "spades");
            var context = FlagContext.of("t" + name, Map.of("name", name, "number", number));
            assertThat(flag(flagKey, keyed("{'var':'name'}", distribution)).stringValue(context, "mine"))
                    .isEqualTo(suits.get(share(name, weights)));
            assertThat(flag(flagKey, "{'fractional':" + distribution + "}").stringValue(context, "mine"))
                    .isEqualTo(suits.get(share(flagKey + "t" + name, weights)));
            assertThat(flag(
                                    flagKey,
                                    keyed(
                                            "{'cat':[{'var':'$flagd.flagKey'},'/',{'var':'number'},{'cat':['-',{'var':'name'}]},true]}",
                                            distribution))
                            .stringValue(context, "mine"))
                    .isEqualTo(suits.get(share(flagKey + "/" + number + "-" + name + "true", weights)));
        }
    }

    /** 202 of these 2,000 tenants; flagd's JavaScript core 4.0.1 picks the same ones. */
    @Test
    void a_tenth_is_a_tenth() {
        var flag = flag("checkout", "{'fractional':[['clubs',10],['spades',90]]}");
        var on = 0;
        for (var at = 0; at < 2000; at++) {
            if (flag.stringValue(FlagContext.of("tenant-" + at, Map.of()), "mine")
                    .equals("clubs")) {
                on++;
            }
        }
        assertThat(on).isEqualTo(202);
    }

    @Test
    void a_roll_out_that_grows_loses_nobody() {
        var before = flag("checkout", "{'fractional':[['clubs',10],['spades',90]]}");
        var after = flag("checkout", "{'fractional':[['clubs',25],['spades',75]]}");
        for (var at = 0; at < 2000; at++) {
            var context = FlagContext.of("tenant-" + at, Map.of());
            if (before.stringValue(context, "mine").equals("clubs")) {
                assertThat(after.stringValue(context, "mine")).isEqualTo("clubs");
            }
        }
    }

    /** Vectors of flagd's testbed (fractional-v3): of 25 equal shares. */
    @ParameterizedTest
    @CsvSource({
        "true,5",
        "false,1",
        "0,8",
        "-0.0,8",
        "1,23",
        "1.0,23",
        "-2.0,12",
        "23,21",
        "24,11",
        "-24,4",
        "-25,16",
        "123,20",
        "255,13",
        "256,13",
        "65535,4",
        "65536,11",
        "2147483647,10",
        "-2147483648,8",
        "9007199254740992.0,10",
        "1.23,14",
        "4.56,18",
        "65504.0,16",
        "65505.0,17",
        "0.00006103515625,22",
        "0.000000059604644775390625,23",
        "3.4028234663852886e+38,10",
        "1.1754943508222875e-38,24",
        "3.5e+38,1",
        "-1e20,25",
        "1.7976931348623157e+308,17",
        "4.9406564584124654e-324,2"
    })
    void flagds_vectors_for_numbers_and_truths(String unit, String share) {
        var shares = IntStream.rangeClosed(1, 25).mapToObj(Integer::toString).toList();
        var flag = Flag.compile(
                "fractional-basic-flag",
                json("{'state':'ENABLED','variants':{"
                        + String.join(
                                ",",
                                shares.stream().map("'%1$s':'%1$s'"::formatted).toList())
                        + "},'targeting':{'fractional':[{'var':'unit'},"
                        + String.join(
                                ",", shares.stream().map("['%s',1]"::formatted).toList()) + "]}}"));
        assertThat(flag.stringValue(FlagContext.of("t", Map.of("unit", value(unit))), "mine"))
                .isEqualTo(share);
    }

    private static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("-?[0-9]+") ? (Object) Integer.valueOf(text) : Double.valueOf(text);
    }

    /** flagd's written definition: what is no text leaves it to the flag's key and the targeting key. */
    @Test
    void without_a_value_of_its_key_it_is_as_if_it_named_none() {
        var byAttribute = flag("f", keyed("{'var':'email'}", SUITS));
        var byNone = flag("f", "{'fractional':" + SUITS + "}");
        for (var at = 0; at < 200; at++) {
            var context = FlagContext.of("tenant-" + at, Map.of());
            assertThat(byAttribute.stringValue(context, "mine")).isEqualTo(byNone.stringValue(context, "mine"));
        }
        assertThat(flag("f", "{'fractional':[{'var':'email'},['clubs',0],['spades',100]]}")
                        .stringValue(FlagContext.of("t", Map.of()), "mine"))
                .isEqualTo("spades");
        assertThat(byAttribute.evaluate(FlagContext.EMPTY).reason()).isEqualTo(Reason.DEFAULT);
        assertThat(byAttribute.attributes()).containsExactly("email", "targetingKey");
    }

    @Test
    void without_a_key_to_hash_it_picks_nothing() {
        var byAttribute = flag("f", keyed("{'var':'name'}", SUITS));
        assertThat(byAttribute
                        .evaluate(FlagContext.of("t", Map.of("name", List.of("x"))))
                        .reason())
                .isEqualTo(Reason.DEFAULT);
        assertThat(byAttribute
                        .evaluate(FlagContext.of("t", Map.of("name", Map.of("x", 1))))
                        .reason())
                .isEqualTo(Reason.DEFAULT);
        assertThat(byAttribute
                        .evaluate(FlagContext.of("t", Map.of("name", Double.NaN)))
                        .reason())
                .isEqualTo(Reason.DEFAULT);
        assertThat(byAttribute.evaluate(FlagContext.of("t", Map.of("name", ""))).reason())
                .isEqualTo(Reason.TARGETING_MATCH);
        var byTargetingKey = flag("f", "{'fractional':" + SUITS + "}");
        assertThat(byTargetingKey.evaluate(FlagContext.EMPTY).reason()).isEqualTo(Reason.DEFAULT);
        assertThat(byTargetingKey.evaluate(FlagContext.of("", Map.of())).reason())
                .isEqualTo(Reason.DEFAULT);
        assertThat(byTargetingKey
                        .evaluate(FlagContext.of(null, Map.of("targetingKey", "t")))
                        .reason())
                .isEqualTo(Reason.TARGETING_MATCH);
        assertThat(byTargetingKey.attributes()).containsExactly("targetingKey");
    }

    @ParameterizedTest
    @CsvSource({"-50,spades", "0,spades", "2147483000,mine", "0.5,mine", "ten,mine", ",mine"})
    void a_computed_weight_is_a_whole_number_or_nothing_is_picked(@Nullable String weight, String variant) {
        var flag = flag("f", keyed("{'var':'targetingKey'}", "[['clubs',{'var':'weight'}],['spades',1000]]"));
        Map<String, Object> attributes = weight == null
                ? Map.of()
                : Map.of("weight", weight.equals("ten") ? weight : (Object) Double.valueOf(weight));
        assertThat(flag.stringValue(FlagContext.of("user1", attributes), "mine"))
                .isEqualTo(variant);
    }

    private static int share(String key, int[] weights) {
        var total = 0L;
        for (var weight : weights) {
            total += weight;
        }
        var bucket = BigInteger.valueOf(Integer.toUnsignedLong(murmur(key.getBytes(StandardCharsets.UTF_8))))
                .multiply(BigInteger.valueOf(total))
                .shiftRight(32)
                .longValueExact();
        var share = 0;
        for (var end = (long) weights[0]; bucket >= end; end += weights[++share]) {}
        return share;
    }

    private static int murmur(byte[] data) {
        return MurmurHash3.hash32x86(data, 0, data.length, 0);
    }

    private static String text(Random random, int length) {
        return random.ints(length, 0, 70)
                .mapToObj(at -> at == 0 ? "ü" : at == 1 ? "名" : at == 2 ? "😀" : Character.toString('0' + at))
                .map(one -> one.equals("\\") ? "x" : one)
                .collect(Collectors.joining());
    }

    private static String keyed(String key, String distribution) {
        return "{'fractional':[" + key + "," + distribution.substring(1) + "}";
    }

    private static Flag flag(String key, String targeting) {
        return Flag.compile(
                key,
                json("{'state':'ENABLED','variants':{'clubs':'clubs','diamonds':'diamonds','hearts':'hearts',"
                        + "'spades':'spades'},'targeting':" + targeting + "}"));
    }
}
