package io.centercontrol.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagTest {
    private static final String SWITCH = "'variants':{'on':true,'off':false}";

    @Test
    void without_targeting_it_is_static() {
        var flag = flag("{'state':'ENABLED'," + SWITCH + ",'defaultVariant':'on','targeting':{}}");
        assertThat(said(flag.evaluate(FlagContext.EMPTY))).isEqualTo("STATIC on = true");
        assertThat(flag.booleanValue(FlagContext.EMPTY, false)).isTrue();
        assertThat(flag.explain(FlagContext.EMPTY).pointer()).isEqualTo("/defaultVariant");
    }

    @Test
    void targeting_picks_a_variant_or_leaves_it_to_the_default() {
        var flag = flag("{'state':'ENABLED'," + SWITCH
                + ",'defaultVariant':'off','targeting':{'if':[{'==':[{'var':'plan'},'premium']},'on',null]}}");
        assertThat(said(flag.evaluate(plan("premium")))).isEqualTo("TARGETING_MATCH on = true");
        assertThat(said(flag.evaluate(plan("basic")))).isEqualTo("DEFAULT off = false");
        assertThat(flag.attributes()).containsExactly("plan");
    }

    @Test
    void a_disabled_flag_leaves_it_to_the_caller() {
        var flag = flag("{'state':'DISABLED'," + SWITCH + ",'defaultVariant':'on'}");
        assertThat(said(flag.evaluate(FlagContext.EMPTY))).isEqualTo("DISABLED");
        assertThat(flag.booleanValue(FlagContext.EMPTY, true)).isTrue();
        assertThat(flag.booleanValue(FlagContext.EMPTY, false)).isFalse();
        assertThat(flag.explain(FlagContext.EMPTY).pointer()).isEqualTo("/state");
    }

    @Test
    void a_flag_without_a_default_leaves_it_to_the_caller() {
        for (var none : List.of("", ",'defaultVariant':null")) {
            var fixed = flag("{'state':'ENABLED'," + SWITCH + none + "}");
            assertThat(said(fixed.evaluate(FlagContext.EMPTY))).isEqualTo("DEFAULT");
            var targeted = flag("{'state':'ENABLED'," + SWITCH + none
                    + ",'targeting':{'if':[{'==':[{'var':'plan'},'premium']},'on']}}");
            assertThat(said(targeted.evaluate(plan("basic")))).isEqualTo("DEFAULT");
            assertThat(targeted.booleanValue(plan("basic"), true)).isTrue();
            assertThat(said(targeted.evaluate(plan("premium")))).isEqualTo("TARGETING_MATCH on = true");
        }
    }

    @Test
    void a_variant_that_is_none_is_an_error_and_leaves_it_to_the_caller() {
        var flag = flag("{'state':'ENABLED'," + SWITCH + ",'defaultVariant':'on','targeting':{'var':'plan'}}");
        var resolution = flag.evaluate(plan("premium"));
        assertThat(resolution.reason()).isEqualTo(Reason.ERROR);
        assertThat(resolution.error()).isEqualTo(ErrorCode.GENERAL);
        assertThat(flag.booleanValue(plan("premium"), false)).isFalse();
        assertThat(flag.booleanValue(plan("off"), true)).isFalse();
    }

    @Test
    void a_context_that_throws_is_an_error_and_no_more() {
        var flag = flag("{'state':'ENABLED'," + SWITCH + ",'defaultVariant':'on','targeting':{'var':'plan'}}");
        var broken = new FlagContext() {
            @Override
            public Object attribute(String name) {
                throw new IllegalStateException();
            }

            @Override
            public @Nullable String targetingKey() {
                return null;
            }
        };
        assertThat(flag.evaluate(broken).error()).isEqualTo(ErrorCode.GENERAL);
        assertThat(flag.explain(broken).resolution().error()).isEqualTo(ErrorCode.GENERAL);
    }

    @Test
    void another_type_than_asked_for_leaves_it_to_the_caller() {
        var flag = flag("{'state':'ENABLED'," + SWITCH + ",'defaultVariant':'on'}");
        assertThat(flag.stringValue(FlagContext.EMPTY, "mine")).isEqualTo("mine");
        assertThat(flag.intValue(FlagContext.EMPTY, 7)).isEqualTo(7);
        assertThat(flag.objectValue(FlagContext.EMPTY, "mine")).isEqualTo("mine");
        assertThat(flag.evaluate(FlagContext.EMPTY, ValueType.STRING).error()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(flag.evaluate(FlagContext.EMPTY, ValueType.BOOLEAN).value()).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({
        "10,10,10,10",
        "10.0,10,10,10",
        "3.5,-1,-1,3.5",
        "9000000000,-1,9000000000,9000000000",
        "-2147483648,-2147483648,-2147483648,-2147483648",
        "9007199254740991,-1,9007199254740991,9007199254740991"
    })
    void a_number_is_given_where_nothing_of_it_is_lost(String number, int asInt, long asLong, double asDouble) {
        var flag = flag("{'state':'ENABLED','variants':{'it':" + number + "},'defaultVariant':'it'}");
        assertThat(flag.intValue(FlagContext.EMPTY, -1)).isEqualTo(asInt);
        assertThat(flag.longValue(FlagContext.EMPTY, -1)).isEqualTo(asLong);
        assertThat(flag.doubleValue(FlagContext.EMPTY, -1)).isEqualTo(asDouble);
    }

    @Test
    void an_object_cannot_be_changed() {
        var flag = flag("{'state':'ENABLED','variants':{'it':{'a':[1,{'b':null}]}},'defaultVariant':'it'}");
        assertThat(flag.objectValue(FlagContext.EMPTY, "mine")).isEqualTo(Map.of("a", List.of(1, nullB())));
        assertThat(((Map<?, ?>) flag.objectValue(FlagContext.EMPTY, "mine"))
                        .getClass()
                        .getSimpleName())
                .startsWith("Unmodifiable");
    }

    private static Map<String, @Nullable Object> nullB() {
        var map = new java.util.HashMap<String, @Nullable Object>();
        map.put("b", null);
        return map;
    }

    @Test
    void explains_which_branch_at_any_depth() {
        var flag = flag("{'state':'ENABLED'," + SWITCH + ",'defaultVariant':'off','targeting':{'if':["
                + "{'in':[{'var':'tenantId'},['a','b']]},'on',"
                + "{'==':[{'var':'plan'},'premium']},{'if':[{'==':[{'var':'region'},'eu']},'on','off']},"
                + "{'if':[{'==':[{'var':'kind'},'TEST']},null,{'fractional':[['on',100],['off',0]]}]}]}}");
        assertThat(pointer(flag, "tenantId", "b")).isEqualTo("/targeting/if/1");
        assertThat(pointer(flag, "plan", "premium", "region", "eu")).isEqualTo("/targeting/if/3/if/1");
        assertThat(pointer(flag, "plan", "premium")).isEqualTo("/targeting/if/3/if/2");
        assertThat(pointer(flag, "kind", "TEST")).isEqualTo("/targeting/if/4/if/1");
        assertThat(pointer(flag, "targetingKey", "t")).isEqualTo("/targeting/if/4/if/2/fractional/0/0");
        assertThat(pointer(flag)).isEqualTo("/targeting/if/4/if/2/fractional");
    }

    @Test
    void a_long_chain_of_equalities_answers_as_a_short_one_does() {
        var flag = flag("{'state':'ENABLED','variants':{'a':'A','b':'B','c':'C','d':'D','e':'E'},'targeting':{'if':["
                + "{'==':[{'var':'plan'},'1']},'a',{'==':[{'var':'plan'},'2']},'b',{'===':[{'var':'plan'},'3']},'c',"
                + "{'==':['1',{'var':'plan'}]},'d',{'==':[{'var':'plan'},'5']},'e',{'var':'plan'}]}}");
        assertThat(flag.stringValue(plan("1"), "mine")).isEqualTo("A");
        assertThat(flag.stringValue(plan("3"), "mine")).isEqualTo("C");
        assertThat(flag.stringValue(plan("5"), "mine")).isEqualTo("E");
        assertThat(flag.stringValue(plan("d"), "mine")).isEqualTo("D");
        assertThat(flag.stringValue(plan("9"), "mine")).isEqualTo("mine");
        assertThat(flag.stringValue(FlagContext.of(null, Map.of("plan", 2)), "mine"))
                .isEqualTo("B");
        assertThat(flag.stringValue(FlagContext.of(null, Map.of("plan", 3)), "mine"))
                .isEqualTo("mine");
    }

    @Test
    void the_clock_is_given() {
        var flag = Flag.compile(
                "sale",
                json(
                        "{'state':'ENABLED'," + SWITCH
                                + ",'defaultVariant':'off','targeting':{'if':[{'>=':[{'var':'$flagd.timestamp'},1000]},'on']}}"),
                InstantSource.fixed(Instant.ofEpochMilli(1_000_999)));
        assertThat(flag.booleanValue(FlagContext.EMPTY, false)).isTrue();
        var before = Flag.compile(
                "sale",
                json("{'state':'ENABLED'," + SWITCH
                        + ",'defaultVariant':'off','targeting':{'if':[{'>':[{'var':'$flagd.timestamp'},1000]},'on']}}"),
                InstantSource.fixed(Instant.ofEpochMilli(1_000_999)));
        assertThat(before.booleanValue(FlagContext.EMPTY, true)).isFalse();
    }

    @Test
    void shared_evaluators_are_put_in() {
        var flag = Flag.compile(
                "f",
                json("{'state':'ENABLED'," + SWITCH
                        + ",'defaultVariant':'off','targeting':{'if':[{'$ref':'vip'},'on']}}"),
                Map.of(
                        "vip",
                        json("{'and':[{'$ref':'premium'},{'==':[{'var':'region'},'eu']}]}"),
                        "premium",
                        json("{'==':[{'var':'plan'},'premium']}")));
        assertThat(flag.booleanValue(FlagContext.of(null, Map.of("plan", "premium", "region", "eu")), false))
                .isTrue();
        assertThat(flag.booleanValue(plan("premium"), true)).isFalse();
    }

    static Flag flag(String definition) {
        return Flag.compile("flag", json(definition));
    }

    static String json(String quotedOnce) {
        return quotedOnce.replace('\'', '"');
    }

    private static FlagContext plan(String plan) {
        return FlagContext.of(null, Map.of("plan", plan));
    }

    private static String said(Resolution resolution) {
        return resolution.toString();
    }

    private static String pointer(Flag flag, String... attributes) {
        var map = new java.util.HashMap<String, Object>();
        for (var at = 0; at < attributes.length; at += 2) {
            map.put(attributes[at], attributes[at + 1]);
        }
        var context = FlagContext.of(null, map);
        var explanation = flag.explain(context);
        assertThat(explanation.resolution()).isSameAs(flag.evaluate(context));
        return explanation.pointer();
    }
}
