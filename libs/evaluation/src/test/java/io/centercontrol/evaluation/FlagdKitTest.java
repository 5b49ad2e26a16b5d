package io.centercontrol.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centercontrol.evaluation.json.Doubt;
import io.centercontrol.evaluation.logic.Bucketing;
import io.centercontrol.testkit.flagd.FlagdKit;
import io.centercontrol.testkit.flagd.FlagdKit.Case;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** flagd's own test kit, in both generations of the hash; no case is left out. */
class FlagdKitTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FlagDocument KIT = FlagDocument.parse(FlagdKit.flags());
    private static final Map<Bucketing, Map<String, Flag>> FLAGS =
            Map.of(Bucketing.UTF8, loaded(Bucketing.UTF8), Bucketing.CBOR, loaded(Bucketing.CBOR));

    static Stream<Case> utf8() {
        return FlagdKit.cases().stream().filter(one -> one.holdsFor(2));
    }

    static Stream<Case> cbor() {
        return FlagdKit.cases().stream().filter(one -> one.holdsFor(3));
    }

    @ParameterizedTest
    @MethodSource
    void utf8(Case one) {
        check(one, FLAGS.get(Bucketing.UTF8));
    }

    @ParameterizedTest
    @MethodSource
    void cbor(Case one) {
        check(one, FLAGS.get(Bucketing.CBOR));
    }

    /** A generation that this evaluator does not know yet is not guessed: nobody is moved. */
    @Test
    void of_another_generation_nothing_is_spread() {
        var flag = Flag.load("f", with(KIT.flags().get("fractional-flag-shorthand"), "SIPHASH"));
        assertThat(flag.bucketing()).isNull();
        assertThat(flag.evaluate(FlagContext.of("t", Map.of())).error()).isEqualTo(ErrorCode.PARSE_ERROR);
        assertThat(Flag.load("f", with(KIT.flags().get("boolean-flag"), "SIPHASH"))
                        .booleanValue(FlagContext.EMPTY, false))
                .isTrue();
    }

    /** What flagd loads and answers with a fallback is kept; each is told, and what becomes of it. */
    @Test
    void what_is_doubtful_is_told_by_its_place() {
        assertThat(KIT.problems()).isEmpty();
        assertThat(KIT.doubts())
                .extracting(one -> one.found().pointer() + " " + one.found().code() + " " + one.until())
                .containsExactly(
                        "/flags/ref-to-nonexistent-evaluator-flag/targeting/if/0/$ref UNKNOWN_EVALUATOR PARSE_ERROR",
                        "/flags/fractional-zero-weights-flag/targeting/fractional WRONG_WEIGHTS NO_VALUE",
                        "/flags/fractional-negative-weight-flag/targeting/fractional/1/1 WRONG_WEIGHT AS_MEANT",
                        "/flags/starts-ends-flag/targeting/if/2/if/2/if/0/ends_with/1 NOT_A_TEXT NO_VALUE",
                        "/flags/starts-ends-flag/targeting/if/2/if/2/if/1 UNKNOWN_VARIANT GENERAL",
                        "/flags/starts-with-wrong-args-flag/targeting/starts_with WRONG_ARGUMENTS NO_VALUE",
                        "/flags/ends-with-wrong-args-flag/targeting/ends_with WRONG_ARGUMENTS NO_VALUE",
                        "/flags/equal-greater-lesser-version-flag/targeting/if/2/if/2/if/2/if/0/sem_ver/2 NOT_A_VERSION NO_VALUE",
                        "/flags/equal-greater-lesser-version-flag/targeting/if/2/if/2/if/2/if/1 UNKNOWN_VARIANT GENERAL",
                        "/flags/semver-invalid-operator-flag/targeting/sem_ver/1 UNKNOWN_RANGE NO_VALUE",
                        "/flags/semver-wrong-args-flag/targeting/sem_ver WRONG_ARGUMENTS NO_VALUE",
                        "/flags/error-targeting-flag/targeting/invalid UNKNOWN_OPERATOR PARSE_ERROR",
                        "/flags/missing-variant-targeting-flag/targeting/if/1 UNKNOWN_VARIANT GENERAL",
                        "/flags/targeting-null-flag/targeting/fractional/0 NOT_A_TEXT NO_VALUE");
    }

    /** Layers go before a targeting that cannot be read, in one definition that every client reads. */
    @Test
    void layers_hold_before_a_targeting_that_cannot_be_read() {
        var definition = Objects.requireNonNull(KIT.flags().get("error-targeting-flag"));
        var compiled = Layers.of(definition)
                .off("one", KillSwitch.forThese(java.util.Set.of("t1"), java.util.Set.of()))
                .overrides(Map.of("t2", "two"), Map.of())
                .compile("f");
        var flag = Flag.load("f", compiled.json());
        assertThat(flag.intValue(FlagContext.of(null, Map.of(Layers.TENANT, "t1")), 3))
                .isEqualTo(1);
        assertThat(flag.intValue(FlagContext.of(null, Map.of(Layers.TENANT, "t2")), 3))
                .isEqualTo(2);
        assertThat(flag.evaluate(FlagContext.EMPTY).reason()).isEqualTo(Reason.ERROR);
        assertThat(compiled.json()).doesNotContain("invalid");
        assertThat(compiled.layer(flag.explain(FlagContext.EMPTY))).isEqualTo(Layer.TARGETING);
        assertThat(Layers.of(definition).compile("f").json()).contains("invalid");
    }

    private static void check(Case one, @Nullable Map<String, Flag> flags) {
        var flag = Objects.requireNonNull(flags).get(one.flag());
        if (flag == null) {
            assertThat(one.error()).as("only a flag that is nowhere").isEqualTo("FLAG_NOT_FOUND");
            return;
        }
        assumeTrue(one.error() == null || !one.error().equals("FLAG_NOT_FOUND"));
        var resolution = flag.evaluate(context(one.context()), ValueType.valueOf(one.type()));
        JsonNode value = resolution.value() == null ? one.fallback() : JSON.valueToTree(resolution.value());
        assertThat(same(value, one.value())).as("%s for %s", resolution, one).isTrue();
        if (one.reason() != null) {
            assertThat(resolution.reason()).hasToString(one.reason());
        }
        if (one.error() != null) {
            assertThat(resolution.error()).hasToString(one.error());
        }
    }

    /** 1 and 1.0 are one number in JSON. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private static FlagContext context(JsonNode context) {
        @SuppressWarnings("unchecked")
        Map<String, Object> attributes = JSON.convertValue(context, Map.class);
        return FlagContext.of(null, attributes);
    }

    private static Map<String, Flag> loaded(Bucketing bucketing) {
        var flags = new TreeMap<String, Flag>();
        KIT.flags()
                .forEach((key, definition) -> flags.put(
                        key,
                        Flag.load(key, with(definition, bucketing.name()), KIT.evaluators())
                                .flag()));
        return flags;
    }

    private static String with(@Nullable String definition, String bucketing) {
        try {
            var tree = (ObjectNode) JSON.readTree(definition);
            tree.withObjectProperty("metadata").put(Bucketing.MEMBER, bucketing);
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new AssertionError(definition, e);
        }
    }

    /** So that the list above says all. */
    @Test
    void a_document_without_doubts_says_none() {
        assertThat(FlagDocument.parse("{\"flags\":{}}").doubts()).isEqualTo(List.<Doubt>of());
    }
}
