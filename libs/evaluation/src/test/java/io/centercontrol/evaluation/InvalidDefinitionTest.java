package io.centercontrol.evaluation;

import static io.centercontrol.evaluation.FlagTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidDefinitionTest {
    /** A targeting and what is wrong with it; the flag has the variants "on" and "off". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'if':[true,'red']}                              | /targeting/if/1 UNKNOWN_VARIANT
            {'if':[true,true]}                               | /targeting/if/1 UNKNOWN_VARIANT
            {'if':[true,{'if':[false,'on','red']}]}          | /targeting/if/1/if/2 UNKNOWN_VARIANT
            {'fractional':[['on',1],['red',1]]}              | /targeting/fractional/1/0 UNKNOWN_VARIANT
            {'fractional':[['on',0],['off',0]]}              | /targeting/fractional WRONG_WEIGHTS
            {'fractional':[['on',2147483647],['off',1]]}     | /targeting/fractional WRONG_WEIGHTS
            {'fractional':[['on',-1],['off',1]]}             | /targeting/fractional/0/1 WRONG_WEIGHT
            {'fractional':[['on',0.5],['off',1]]}            | /targeting/fractional/0/1 WRONG_WEIGHT
            {'fractional':[['on','50'],['off',1]]}           | /targeting/fractional/0/1 WRONG_WEIGHT
            {'fractional':[['on',1,2],['off',1]]}            | /targeting/fractional/0 WRONG_ARGUMENTS
            {'fractional':[{'var':'id'}]}                    | /targeting/fractional NO_DISTRIBUTION
            {'fractional':['on',1]}                          | /targeting/fractional/1 WRONG_ARGUMENTS
            {'fractional':[7,['on',1],['off',1]]}            | /targeting/fractional/0 NOT_A_TEXT
            {'fractional':{'var':'id'}}                      | /targeting/fractional WRONG_ARGUMENTS
            {'wenn':[true,'on']}                             | /targeting/wenn UNKNOWN_OPERATOR
            {'if':[true,'on'],'or':[true]}                   | /targeting NOT_AN_OPERATION
            {'if':[{},'on']}                                 | /targeting/if/0 NOT_AN_OPERATION
            {'if':[]}                                        | /targeting/if WRONG_ARGUMENTS
            {'==':[1]}                                       | /targeting/== WRONG_ARGUMENTS
            {'-':[3,2,1]}                                    | /targeting/- WRONG_ARGUMENTS
            {'var':''}                                       | /targeting/var NO_NAME
            {'var':{'var':'x'}}                              | /targeting/var NOT_LITERAL
            {'var':['x',{'var':'y'}]}                        | /targeting/var NOT_LITERAL
            {'var':'$flagd.nothing'}                         | /targeting/var UNKNOWN_PROPERTY
            {'missing':[{'var':'x'}]}                        | /targeting/missing NOT_LITERAL
            {'sem_ver':[{'var':'v'},'===','1.0.0']}          | /targeting/sem_ver/1 UNKNOWN_RANGE
            {'sem_ver':[{'var':'v'},'=','one']}              | /targeting/sem_ver/2 NOT_A_VERSION
            {'if':[{'>':[{'var':'x'},1e400]},'on']}          | /targeting/if/0/>/1 NUMBER_TOO_LARGE
            {'if':[{'>':[{'var':'x'},1e-400]},'on']}         | /targeting/if/0/>/1 NUMBER_CHANGES
            {'if':[{'==':[{'var':'x'},9007199254740993]},1]} | /targeting/if/0/==/1 NUMBER_CHANGES
            {'starts_with':[{'var':'v'},1]}                  | /targeting/starts_with/1 NOT_A_TEXT
            {'starts_with':[{'var':'v'}]}                    | /targeting/starts_with WRONG_ARGUMENTS
            {'$ref':'gone'}                                  | /targeting/$ref UNKNOWN_EVALUATOR
            'on'                                             | /targeting WRONG_TYPE
            null                                             | /targeting WRONG_TYPE
            ['on']                                           | /targeting WRONG_TYPE
            """, quoteCharacter = '"')
    void targeting(String targeting, String problem) {
        assertThat(problems(definition(json(targeting)))).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                | /state WRONG_STATE,/variants NO_VARIANTS
            {'state':'on','variants':{}}                                      | /state WRONG_STATE,/variants NO_VARIANTS
            {'state':'ENABLED','variants':{'a':1,'b':'x','c':true}}           | /variants/b WRONG_TYPE,/variants/c WRONG_TYPE
            {'state':'ENABLED','variants':{'a':null}}                         | /variants/a WRONG_TYPE
            {'state':'ENABLED','variants':{'a':[1]}}                          | /variants/a WRONG_TYPE
            {'state':'ENABLED','variants':{'':1}}                             | /variants/ NO_NAME
            {'state':'ENABLED','variants':{'a':9007199254740992}}             | /variants/a NUMBER_TOO_LARGE
            {'state':'ENABLED','variants':{'a':{'b':[1e300]}}}                | /variants/a/b/0 NUMBER_TOO_LARGE
            {'state':'ENABLED','variants':{'a':{'b':[1e400]}}}                | /variants/a/b/0 NUMBER_TOO_LARGE
            {'state':'ENABLED','variants':{'a':1e-400,'b':-1e-400}}           | /variants/a NUMBER_CHANGES,/variants/b NUMBER_CHANGES
            {'state':'ENABLED','variants':{'a':0.0001e-99999999999}}          | /variants/a NUMBER_CHANGES
            {'state':'ENABLED','variants':{'a':3.141592653589793238462643}}   | /variants/a NUMBER_CHANGES
            {'state':'ENABLED','variants':{'a':1.0000000000000001}}           | /variants/a NUMBER_CHANGES
            {'state':'ENABLED','variants':{'a':1},'metadata':{'b':1e400}}     | /metadata/b NUMBER_TOO_LARGE
            {'state':'ENABLED','variants':{'a':1},'metadata':{'b':1e-400}}    | /metadata/b NUMBER_CHANGES
            {'state':'ENABLED','variants':{'a':1},'defaultVariant':'b'}       | /defaultVariant UNKNOWN_VARIANT
            {'state':'ENABLED','variants':{'a':1},'defaultVariant':1}         | /defaultVariant WRONG_TYPE
            {'state':'ENABLED','variants':{'a/b':'x','c~':1}}                 | /variants/c~0 WRONG_TYPE
            {'state':'ENABLED','variants':{'a':1},'metadata':{'b':{}}}        | /metadata/b WRONG_TYPE
            {'state':'ENABLED','variants':{'a':1},'metadata':1}               | /metadata WRONG_TYPE
            {'state':'ENABLED','state':'ENABLED'}                             | NOT_JSON
            {'state'                                                          | NOT_JSON
            {} {}                                                             | NOT_JSON
            []                                                                | NOT_AN_OBJECT
            """, quoteCharacter = '"')
    void definition(String definition, String problems) {
        assertThat(problems(json(definition)))
                .containsExactly(problems.startsWith("NOT") ? new String[] {" " + problems} : problems.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "0.30000000000000004",
                "1e-7",
                "0e-400",
                "-0.0",
                "1.50",
                "2.2250738585072014e-308",
                "4.9e-324",
                "0.5e0",
                "9007199254740991",
                "1E2",
                "123456.789",
                "0.1000000000000000055511151231257827021181583404541015625"
            })
    void a_number_that_stays_what_it_is_is_taken(String number) {
        Flag.compile("f", "{\"state\":\"ENABLED\",\"variants\":{\"a\":" + number + "}}");
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        assertThat(problems(json("{'state':'?','variants':{'on':true,'off':1},'defaultVariant':'red',"
                        + "'targeting':{'if':[{'==':[1]},'blue',{'nope':[]}]}}")))
                .containsExactly(
                        "/state WRONG_STATE",
                        "/variants/off WRONG_TYPE",
                        "/defaultVariant UNKNOWN_VARIANT",
                        "/targeting/if/0/== WRONG_ARGUMENTS",
                        "/targeting/if/2/nope UNKNOWN_OPERATOR",
                        "/targeting/if/1 UNKNOWN_VARIANT");
    }

    @Test
    void ten_thousand_levels_are_refused() {
        var deep = "{\"!\":[".repeat(10_000) + "true" + "]}".repeat(10_000);
        assertThat(problems(definition(deep))).containsExactly(" TOO_DEEP");
        assertThat(problems("[".repeat(100_000))).containsExactly(" NOT_AN_OBJECT");
        assertThat(problems(definition(deep.substring(0, 60_000)))).containsExactly(" TOO_DEEP");
    }

    @Test
    void a_megabyte_of_targeting_is_refused() {
        var long1 = IntStream.range(0, 50_000)
                .mapToObj(at -> "\"tenant-" + at + "-" + "x".repeat(8) + "\"")
                .collect(Collectors.joining(","));
        assertThat(problems(definition("{\"if\":[{\"in\":[{\"var\":\"tenantId\"},[" + long1 + "]]},\"on\"]}")))
                .containsExactly(" TOO_LARGE");
        assertThat(problems(definition("{\"if\":[{\"==\":[{\"var\":\"x\"},\"" + "é".repeat(150_000) + "\"]},\"on\"]}")))
                .containsExactly(" TOO_LARGE");
    }

    @Test
    void too_many_variants_and_rules_are_refused() {
        var variants =
                IntStream.range(0, 101).mapToObj(at -> "\"v" + at + "\":1").collect(Collectors.joining(","));
        assertThat(problems("{\"state\":\"ENABLED\",\"variants\":{" + variants + "}}"))
                .containsExactly("/variants TOO_MANY_VARIANTS");
        var rules = IntStream.range(0, 6_000).mapToObj(at -> "{\"var\":\"a\"}").collect(Collectors.joining(","));
        assertThat(problems(definition("{\"if\":[{\"or\":[" + rules + "]},\"on\"]}")))
                .containsExactly("/targeting TOO_MANY_RULES");
    }

    @Test
    void iterations_inside_of_iterations_are_limited() {
        var rule = "{\"var\":\"\"}";
        for (var at = 0; at < 4; at++) {
            rule = "{\"all\":[{\"var\":\"list\"}," + rule + "]}";
        }
        assertThat(problems(definition("{\"if\":[" + rule + ",\"on\"]}")))
                .containsExactly("/targeting/if/0/all/1/all/1/all/1/all TOO_MANY_ITERATIONS");
    }

    /** Some of a few thousand of a few thousand would keep a request busy for longer than anybody waits. */
    @Test
    void lists_inside_of_lists_are_limited() {
        var list = "[" + "0,".repeat(2_000) + "0]";
        var merged = "{\"merge\":[" + list + ",{\"filter\":[" + list + ",true]}]}";
        for (var inner : List.of(list, merged, "{\"if\":[true," + list + "]}")) {
            assertThat(problems(definition(
                            "{\"if\":[{\"some\":[" + list + ",{\"some\":[" + inner + ",{\"var\":\"\"}]}]},\"on\"]}")))
                    .contains("/targeting/if/0/some/1/some TOO_MANY_ITERATIONS");
        }
        assertThat(problems(definition("{\"if\":[{\"some\":[{\"reduce\":[[1],{\"var\":\"\"},[1]]},"
                        + "{\"some\":[[1,2],{\"var\":\"\"}]}]},\"on\"]}")))
                .containsExactly("/targeting/if/0/some/1/some TOO_MANY_ITERATIONS");
    }

    @Test
    void references_that_lead_nowhere_or_back_are_refused() {
        var refused = catchThrowableOfType(
                InvalidDefinition.class,
                () -> Flag.compile(
                        "f",
                        definition("{\"if\":[{\"$ref\":\"a\"},\"on\",{\"$ref\":\"gone\"}]}"),
                        Map.of("a", "{\"!\":[{\"$ref\":\"b\"}]}", "b", "{\"!\":[{\"$ref\":\"a\"}]}")));
        assertThat(refused.problems())
                .extracting(problem -> problem.pointer() + " " + problem.code())
                .containsExactly("/targeting/if/0/!/0/!/0/$ref CYCLE", "/targeting/if/2/$ref UNKNOWN_EVALUATOR");
        assertThat(refused.problems().getFirst().message()).contains("a -> b -> a");
    }

    /** Twenty evaluators, each of which refers to the next ten times, stand for more JSON than there is memory. */
    @Test
    void references_that_explode_are_refused() {
        var evaluators = new java.util.HashMap<String, String>();
        for (var at = 0; at < 20; at++) {
            var next = at == 19 ? "true" : "{\"$ref\":\"e" + (at + 1) + "\"}";
            evaluators.put("e" + at, "{\"and\":[" + String.join(",", java.util.Collections.nCopies(10, next)) + "]}");
        }
        var refused = catchThrowableOfType(
                InvalidDefinition.class,
                () -> Flag.compile("f", definition("{\"if\":[{\"$ref\":\"e0\"},\"on\"]}"), evaluators));
        assertThat(refused.problems()).extracting("code").containsExactly("TOO_LARGE");
    }

    private static String definition(String targeting) {
        return json("{'state':'ENABLED','variants':{'on':true,'off':false},'defaultVariant':'off','targeting':")
                + targeting + "}";
    }

    private static List<String> problems(String definition) {
        return catchThrowableOfType(InvalidDefinition.class, () -> Flag.compile("f", definition)).problems().stream()
                .map(problem -> problem.pointer() + " " + problem.code())
                .toList();
    }
}
