package io.centercontrol.evaluation;

import static io.centercontrol.evaluation.FlagTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FlagDocumentTest {
    @Test
    void takes_a_document_apart() {
        var document = FlagDocument.parse(json("{'$schema':'https://flagd.dev/schema/v0/flags.json',"
                + "'flags':{'a':{'state':'ENABLED','variants':{'on':true},'targeting':{'if':[{'$ref':'vip'},'on']}},"
                + "'b':{'state':'DISABLED','variants':{'x':1.5}}},"
                + "'$evaluators':{'vip':{'==':[{'var':'plan'},'premium']}},'metadata':{'version':'7','n':1}}"));
        assertThat(document.problems()).isEmpty();
        assertThat(document.flags())
                .containsOnlyKeys("a", "b")
                .containsEntry("b", json("{'state':'DISABLED','variants':{'x':1.5}}"));
        assertThat(document.evaluators()).containsEntry("vip", json("{'==':[{'var':'plan'},'premium']}"));
        assertThat(document.metadata()).isEqualTo(Map.of("version", "7", "n", 1));
        assertThat(Flag.compile("a", document.flags().getOrDefault("a", ""), document.evaluators())
                        .booleanValue(FlagContext.of(null, Map.of("plan", "premium")), false))
                .isTrue();
    }

    @Test
    void takes_flags_in_an_array_too() {
        var document = FlagDocument.parse(json("{'flags':[{'key':'a','state':'ENABLED','variants':{'on':true}},"
                + "{'key':'a','state':'ENABLED','variants':{'on':true}},{'state':'ENABLED'}]}"));
        assertThat(document.flags()).containsEntry("a", json("{'state':'ENABLED','variants':{'on':true}}"));
        assertThat(document.problems())
                .extracting(problem -> problem.pointer() + " " + problem.code())
                .containsExactly("/flags/1 SAME_KEY", "/flags/2 NO_KEY");
    }

    @Test
    void says_where_in_the_document_something_is_wrong() {
        var document = FlagDocument.parse(json("{'flags':{'a/b':{'state':'ENABLED','variants':{'on':true},"
                + "'targeting':{'if':[{'$ref':'x'},'red']}},'c':7},"
                + "'$evaluators':{'x':{'!':[{'$ref':'y'}]},'y':{'!':[{'$ref':'x'}]},'z':true,'q':{'!':[{'$ref':'gone'}]}},"
                + "'metadata':{'m':[]}}"));
        assertThat(document.problems())
                .extracting(problem -> problem.pointer() + " " + problem.code())
                .containsExactly(
                        "/$evaluators/x/!/0/!/0/$ref CYCLE",
                        "/$evaluators/y/!/0/!/0/$ref CYCLE",
                        "/$evaluators/z WRONG_TYPE",
                        "/flags/a~1b/targeting/if/0/!/0/!/0/$ref CYCLE",
                        "/flags/c NOT_AN_OBJECT",
                        "/metadata/m WRONG_TYPE");
        assertThat(document.doubts())
                .extracting(
                        doubt -> doubt.found().pointer() + " " + doubt.found().code())
                .containsExactly("/$evaluators/q/!/0/$ref UNKNOWN_EVALUATOR");
    }

    @Test
    void a_document_that_is_none_says_so() {
        assertThat(FlagDocument.parse("[]").problems()).extracting("code").containsExactly("NOT_AN_OBJECT");
        assertThat(FlagDocument.parse("{}").problems()).extracting("code").containsExactly("NO_FLAGS");
        assertThat(FlagDocument.parse("{\"flags\":{\"a\":" + "[".repeat(10_000)).problems())
                .extracting("code")
                .containsExactly("TOO_DEEP");
    }

    @Test
    void inlines_evaluators() {
        var evaluators = Map.of("a", json("{'!':[{'$ref':'b'}]}"), "b", json("{'var':'x'}"));
        assertThat(FlagDocument.inline(json("{'if':[{'$ref':'a'},'on',{'$ref':'b'}]}"), evaluators))
                .isEqualTo(json("{'if':[{'!':[{'var':'x'}]},'on',{'var':'x'}]}"));
        assertThat(FlagDocument.inline(json("{'$ref':'b'}"), evaluators)).isEqualTo(json("{'var':'x'}"));
        assertThat(catchThrowableOfType(
                                InvalidDefinition.class, () -> FlagDocument.inline(json("{'$ref':'c'}"), evaluators))
                        .problems())
                .extracting("pointer")
                .containsExactly("/$ref");
    }
}
