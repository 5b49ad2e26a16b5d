package io.centercontrol.flags.authoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.flags.authoring.model.Explained.DecidedBy;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String IN_EUROPE = "{\"==\": [{\"var\": \"region\"}, \"eu\"]}";
    private static final String USING = """
            {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
             "targeting": {"if": [{"$ref": "big"}, "on"]}}
            """;

    @Test
    void flags_hold_what_they_refer_to_however_far() {
        var all = new EvaluatorSet(
                Map.of("europe", IN_EUROPE, "big", "{\"and\": [{\"$ref\": \"europe\"}, {\"var\": \"labels.big\"}]}"));
        var flag = Flag.create("f", FlagTest.content(USING), all, NOW).next();
        assertThat(flag.compiled().uses()).containsExactly("big", "europe");
        assertThat(flag.compiled().definition()).doesNotContain("$ref").contains("\"eu\"");

        var context = FlagContext.of(null, Map.of("region", "eu", "labels", Map.of("big", true)));
        var given = flag.explain(context, all);
        assertThat(given.value()).isEqualTo(true);
        assertThat(given.decidedBy()).isEqualTo(DecidedBy.TARGETING);
        assertThat(given.rule()).isEqualTo("/targeting/if/1");

        var after = all.after(new Evaluator("europe", "", "{\"==\": [{\"var\": \"region\"}, \"us\"]}", false, 2, NOW));
        var followed = Objects.requireNonNull(flag.follow("europe", all, after, Permit.DIRECT, NOW));
        assertThat(followed.type()).isEqualTo("flag.evaluator-changed");
        assertThat(followed.fields()).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo("/evaluators/europe/==/1");
            assertThat(one.after()).isEqualTo("us");
        });
        assertThat(followed.next().explain(context, after).value()).isEqualTo(false);
        assertThat(flag.follow("europe", all, all, Permit.DIRECT, NOW)).isNull();
    }

    @Test
    void a_rule_that_lies_in_an_evaluator_is_told_by_the_reference() {
        var all = new EvaluatorSet(Map.of("all", "{\"if\": [{\"var\": \"plan\"}, \"on\", \"off\"]}"));
        var flag = Flag.create("f", FlagTest.content("""
                {"state": "ENABLED", "variants": {"on": true, "off": false}, "targeting": {"$ref": "all"}}
                """), all, NOW).next();
        assertThat(flag.explain(FlagContext.of(null, Map.of("plan", "basic")), all)
                        .rule())
                .isEqualTo("/targeting");
    }

    @Test
    void what_is_wrong_is_told_by_its_place_in_the_rule() {
        assertThat(refused("{\"nonsense\": []}")).extracting(Violation::pointer).contains("/rule/nonsense");
        assertThat(refused("{\"and\": [true, {\"$ref\": \"nobody\"}]}"))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/rule/and/1/$ref", "UNKNOWN_EVALUATOR"));
        assertThat(refused("[]")).extracting(Violation::pointer).containsExactly("/rule");
    }

    @Test
    void evaluators_do_not_refer_to_themselves() {
        var all = new EvaluatorSet(Map.of("a", IN_EUROPE, "b", "{\"$ref\": \"a\"}"));
        var refusal = Objects.requireNonNull(catchThrowableOfType(
                        RefusedException.class,
                        () -> Evaluator.put(null, "a", "", "{\"!\": [{\"$ref\": \"b\"}]}", all, NOW)))
                .refusal();
        assertThat(refusal.code()).isEqualTo("CYCLE");
    }

    @Test
    void one_that_another_refers_to_is_not_deleted() {
        var all = new EvaluatorSet(Map.of("a", IN_EUROPE, "b", "{\"$ref\": \"a\"}"));
        var a = new Evaluator("a", "", IN_EUROPE, false, 3, NOW);
        var refusal = Objects.requireNonNull(catchThrowableOfType(RefusedException.class, () -> a.delete(all, NOW)))
                .refusal();
        assertThat(refusal.code()).isEqualTo("EVALUATOR_IN_USE");
        assertThat(refusal.facts()).containsEntry("evaluators", List.of("b"));
    }

    @Test
    void one_that_comes_back_goes_on_in_its_history() {
        var all = new EvaluatorSet(Map.of("a", IN_EUROPE));
        var gone = new Evaluator("a", "", IN_EUROPE, false, 3, NOW).delete(all, NOW);
        assertThat(gone.next().deleted()).isTrue();
        var back = Objects.requireNonNull(Evaluator.put(gone.next(), "a", "", IN_EUROPE, EvaluatorSet.EMPTY, NOW));
        assertThat(back.type()).isEqualTo("evaluator.created");
        assertThat(back.next().version()).isEqualTo(5);
        assertThat(Evaluator.put(back.next(), "a", "", IN_EUROPE, all, NOW)).isNull();
    }

    private static List<Violation> refused(String rule) {
        var refusal = Objects.requireNonNull(catchThrowableOfType(
                        RefusedException.class, () -> Evaluator.put(null, "a", "", rule, EvaluatorSet.EMPTY, NOW)))
                .refusal();
        return refusal instanceof Refusal.Invalid invalid ? invalid.violations() : List.of();
    }
}
