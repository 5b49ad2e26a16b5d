package io.centercontrol.evaluation;

import static io.centercontrol.evaluation.FlagTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A direct call allocates nothing, whatever operators its rule has, but those that make a new text or list. */
class AllocationTest {
    private static final int QUESTIONS = 1 << 18;

    @Test
    void a_roll_out_by_plan_and_a_list_of_tenants_allocates_nothing() {
        var tenants = IntStream.range(0, 100)
                .mapToObj(at -> "'tenant-" + at * 100 + "'")
                .collect(Collectors.joining(","));
        measure(
                flag(
                        "boolean",
                        "{'if':[{'in':[{'var':'tenantId'},[" + tenants + "]]},'a',"
                                + "{'==':[{'var':'plan'},'premium']},'b',{'==':[{'var':'plan'},'free']},'b',"
                                + "{'fractional':[{'cat':[{'var':'$flagd.flagKey'},{'var':'tenantId'}]},['a',10],['b',90]]}]}"));
    }

    @Test
    void no_type_of_value_allocates() {
        for (var type : List.of("boolean", "text", "number", "object")) {
            measure(flag(type, "{'if':[{'==':[{'var':'plan'},'pro']},'a','b']}"));
            measure(flag(type, "{}"));
        }
    }

    @Test
    void no_other_operator_allocates() {
        for (var condition : List.of(
                "{'and':[{'<':[1,{'var':'orders'},100]},{'>=':[{'+':[{'var':'orders'},{'*':[2,{'var':'score'}]}]},3]}]}",
                "{'==':[{'%':[{'var':'orders'},2]},1]}",
                "{'==':[{'var':'orders'},'12']}",
                "{'>':[{'var':'$flagd.timestamp'},1000]}",
                "{'or':[{'starts_with':[{'var':'region'},'us']},{'ends_with':[{'var':'region'},'west']}]}",
                "{'sem_ver':[{'var':'version'},'>=','1.2.3-alpha.2']}",
                "{'!':[{'in':['eu',{'var':'region'}]}]}",
                "{'in':[{'var':'region'},{'var':'regions'}]}",
                "{'some':[{'var':'regions'},{'==':[{'var':''},'eu-west']}]}",
                "{'all':[{'var':'items'},{'>':[{'var':'qty'},0]}]}",
                "{'missing':['plan','gone']}",
                "{'!!':[{'missing_some':[1,['plan','gone']]}]}",
                "{'==':[{'var':'user.home.region'},'us']}",
                "{'==':[{'max':[{'var':'orders'},{'var':'score'}]},{'var':'orders'}]}",
                "{'fractional':[[true,1],[false,{'var':'orders'}]]}",
                "{'fractional':[{'var':'orders'},[true,1],[false,1]]}",
                "{'fractional':[{'var':'gone'},[true,1],[false,1]]}",
                "{'fractional':[{'cat':['ü',{'var':'name'},{'var':'orders'},{'var':'gone'}]},[true,1],[false,1]]}")) {
            measure(flag("boolean", "{'if':[" + condition + ",'a','b']}"));
        }
    }

    private static Flag flag(String type, String targeting) {
        var variants = Map.of(
                "boolean", "{'a':true,'b':false}",
                "text", "{'a':'A','b':'B'}",
                "number", "{'a':1.5,'b':2}",
                "object", "{'a':{'x':1},'b':{}}");
        return Flag.compile(
                type,
                json("{'state':'ENABLED','variants':" + variants.get(type) + ",'defaultVariant':'a','targeting':"
                        + targeting + "}"));
    }

    private static void measure(Flag flag) {
        var contexts = IntStream.range(0, 64)
                .mapToObj(at -> FlagContext.of(
                        "tenant-" + at,
                        Map.ofEntries(
                                Map.entry("tenantId", "tenant-" + at * 50),
                                Map.entry(
                                        "plan",
                                        List.of("free", "pro", "premium").get(at % 3)),
                                Map.entry("region", List.of("eu-west", "us").get(at % 2)),
                                Map.entry("regions", List.of("eu-west", "eu-north")),
                                Map.entry("items", List.of(Map.of("qty", 3), Map.of("qty", at % 2))),
                                Map.entry("user", Map.of("home", Map.of("region", "us"))),
                                Map.entry("version", "1.2.3-alpha." + at),
                                Map.entry("name", at % 2 == 0 ? "Müller" : "Miller"),
                                Map.entry("orders", at),
                                Map.entry("score", at / 4.0))))
                .toArray(FlagContext[]::new);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // The compiler may still be at work in a first round; a rule that allocates does so in every one.
        var least = Long.MAX_VALUE;
        for (var round = 0; round < 6; round++) {
            var before = threads.getCurrentThreadAllocatedBytes();
            ask(flag, contexts);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as(flag.key()).isLessThan(QUESTIONS / 100);
    }

    private static long ask(Flag flag, FlagContext... contexts) {
        var sum = 0L;
        for (var question = 0; question < QUESTIONS / 4; question++) {
            var context = contexts[question % contexts.length];
            sum += flag.booleanValue(context, true) ? 1 : 0;
            sum += flag.stringValue(context, "").length();
            sum += flag.intValue(context, 1) + flag.longValue(context, 1) + (long) flag.doubleValue(context, 1);
            sum += flag.objectValue(context, "") == "" ? 1 : 0;
        }
        return sum;
    }
}
