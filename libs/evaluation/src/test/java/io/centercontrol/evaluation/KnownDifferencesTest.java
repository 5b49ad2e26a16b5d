package io.centercontrol.evaluation;

import static io.centercontrol.evaluation.FlagTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import org.jspecify.annotations.Nullable;

/**
 * Where flagd's Java provider and we differ: the rows of the README's table, with both answers. When a row fails because
 * the provider changed, the row goes, and what the generator leaves out for its sake comes in.
 */
class KnownDifferencesTest {
    private static final Map<String, @Nullable Object> ATTRIBUTES = attributes();

    /** A condition, our answer, the provider's answer. THROWS is no error of OpenFeature but what fell through it. */
    private static final List<List<String>> CONDITIONS = List.of(
            List.of("{'<':[{'var':'gone'},5]}", "yes", "no"),
            List.of("{'<':[true,2]}", "yes", "no"),
            List.of("{'<':['abc','abd']}", "yes", "no"),
            List.of("{'==':[{'var':'betaText'},true]}", "no", "yes"),
            List.of("{'==':[[],false]}", "no", "yes"),
            List.of("{'+':[{'var':'gone'},1]}", "yes", "no"),
            List.of("{'==':[{'+':['x',1]},null]}", "no", "yes"),
            List.of("{'==':[{'-':[0]},0]}", "yes", "no"),
            List.of("{'in':[1,'10']}", "yes", "no"),
            List.of("{'in':['','']}", "no", "yes"),
            List.of("{'missing':['nothing']}", "yes", "no"),
            List.of("{'missing':['object.nothing']}", "yes", "no"),
            List.of("{'==':[{'cat':['x',{'var':'gone'}]},'x']}", "yes", "THROWS"),
            List.of("{'==':[{'cat':['x',{'var':'list'}]},'x1,2']}", "yes", "no"),
            List.of("{'==':[{'cat':[5000000000]},'5000000000']}", "yes", "no"),
            List.of("{'==':[{'substr':['abc',0,10]},'abc']}", "yes", "no"),
            List.of("{'==':[{'substr':['abc',5]},'']}", "yes", "THROWS"),
            List.of("{'missing':['object']}", "no", "yes"),
            List.of("{'filter':[{'var':'gone'},true]}", "no", "ERROR"),
            List.of("{'!!':[{'var':'zeros'}]}", "yes", "no"),
            List.of("{'sem_ver':['1.2','=','1.2.0']}", "yes", "no"),
            List.of("{'sem_ver':[{'var':'two'},'=','2.0.0']}", "yes", "no"),
            List.of("{'fractional':[[true,1]]}", "yes", "no"),
            List.of("{'==':[{'fractional':[{'var':'gone'},['low',0],['high',100]]},'high']}", "yes", "no"),
            List.of("{'==':[{'fractional':[{'var':'two'},['low',0],['high',100]]},'high']}", "yes", "no"),
            List.of("{'==':[{'fractional':[{'var':'true'},['low',0],['high',100]]},'high']}", "yes", "no"),
            List.of("{'fractional':['k',[true,1],[true,1]]}", "yes", "no"),
            List.of("{'==':[{'fractional':[{'var':'targetingKey'},['low',50],['high',50]]},'low']}", "yes", "ERROR"),
            List.of(
                    "{'==':[{'fractional':['fractional-flagjack',['clubs',25],['diamonds',25],['hearts',25],"
                            + "['spades',25]]},'hearts']}",
                    "yes",
                    "no"));

    private static Map<String, @Nullable Object> attributes() {
        var attributes = new HashMap<String, @Nullable Object>();
        attributes.put("betaText", "true");
        attributes.put("list", List.of(1, 2));
        attributes.put("zeros", List.of(0));
        var object = new HashMap<String, @Nullable Object>();
        object.put("a", 1);
        object.put("nothing", null);
        attributes.put("object", object);
        attributes.put("a.b", "flat");
        attributes.put("two", 2);
        attributes.put("true", true);
        attributes.put("nothing", null);
        return attributes;
    }

    @Example
    void conditions() throws Exception {
        try (var flagd = new FlagdProvider()) {
            for (var row : CONDITIONS) {
                var definition = json("{'state':'ENABLED','variants':{'yes':'yes','no':'no'},'defaultVariant':'no',"
                        + "'targeting':{'if':[" + row.get(0) + ",'yes','no']}}");
                flagd.flags(Map.of("f", definition));
                assertThat(Flag.compile("f", definition).stringValue(FlagContext.of("SI7p-", ATTRIBUTES), "mine"))
                        .as("ours: " + row)
                        .isEqualTo(row.get(1));
                assertThat(said(flagd, definition)).as("flagd's: " + row).isEqualTo(row.get(2));
            }
        }
    }

    private static String said(FlagdProvider flagd, String definition) {
        try {
            var said = flagd.said("f", ValueType.STRING, "SI7p-", ATTRIBUTES);
            return said.contains(" yes ") ? "yes" : said.contains(" no ") ? "no" : said;
        } catch (NullPointerException | StringIndexOutOfBoundsException fallenThrough) {
            return "THROWS";
        }
    }

    @Example
    void a_disabled_flag_is_not_found_and_one_without_a_default_breaks() throws Exception {
        try (var flagd = new FlagdProvider()) {
            flagd.flags(Map.of(
                    "disabled", json("{'state':'DISABLED','variants':{'yes':'yes'},'defaultVariant':'yes'}"),
                    "none", json("{'state':'ENABLED','variants':{'yes':'yes'}}")));
            assertThat(flagd.said("disabled", ValueType.STRING, null, Map.of())).isEqualTo("ERROR");
            assertThat(catchThrowable(() -> flagd.said("none", ValueType.STRING, null, Map.of())))
                    .isInstanceOf(NullPointerException.class);
        }
    }
}
