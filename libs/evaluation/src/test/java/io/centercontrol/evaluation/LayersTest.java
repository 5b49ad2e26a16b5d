package io.centercontrol.evaluation;

import static io.centercontrol.evaluation.FlagTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayersTest {
    private static final String AUTHORED = json("{'state':'ENABLED','variants':{'on':true,'off':false},"
            + "'defaultVariant':'off','targeting':{'if':[{'==':[{'var':'region'},'eu']},'on']},"
            + "'metadata':{'owner':'shop'}}");
    private static final String DISABLED = AUTHORED.replace("ENABLED", "DISABLED");

    @Test
    void nothing_said_leaves_what_the_author_wrote() {
        assertThat(Layers.of(AUTHORED).compile("f").json())
                .isEqualTo(AUTHORED.replace("\"shop\"", "\"shop\",\"attributes\":\"region\""));
    }

    @Test
    void asks_in_the_order_of_the_layers() {
        var layered = Layers.of(AUTHORED)
                .off("off", KillSwitch.forThese(Set.of("killed"), Set.of("free")))
                .overrides(Map.of("killed", "on", "one", "on", "two", "off"), Map.of("free", "on", "pro", "on"))
                .compile("f");
        assertThat(layered.json())
                .isEqualTo(json("{'state':'ENABLED','variants':{'on':true,'off':false},'defaultVariant':'off',"
                        + "'targeting':{'if':["
                        + "{'in':[{'var':'tenantId'},['killed']]},'off',{'in':[{'var':'plan'},['free']]},'off',"
                        + "{'in':[{'var':'tenantId'},['two']]},'off',"
                        + "{'in':[{'var':'tenantId'},['killed','one']]},'on',"
                        + "{'in':[{'var':'plan'},['free','pro']]},'on',"
                        + "{'if':[{'==':[{'var':'region'},'eu']},'on']}]},"
                        + "'metadata':{'owner':'shop','attributes':'plan,region,tenantId'}}"));
        assertThat(decided(layered, "killed", "pro", "eu")).isEqualTo("KILL_SWITCH off ");
        assertThat(decided(layered, "one", "free", "eu")).isEqualTo("KILL_SWITCH off ");
        assertThat(decided(layered, "two", "pro", "eu")).isEqualTo("TENANT_OVERRIDE off ");
        assertThat(decided(layered, "one", "basic", "us")).isEqualTo("TENANT_OVERRIDE on ");
        assertThat(decided(layered, "other", "pro", "us")).isEqualTo("PLAN_OVERRIDE on ");
        assertThat(decided(layered, "other", "basic", "eu")).isEqualTo("TARGETING on /targeting/if/1");
        assertThat(decided(layered, "other", "basic", "us")).isEqualTo("DEFAULT off /targeting/if");
    }

    @Test
    void the_same_layers_give_the_same_bytes() {
        var tenants = new HashMap<String, String>();
        for (var at = 0; at < 1000; at++) {
            tenants.put("tenant-" + at, at % 2 == 0 ? "on" : "off");
        }
        var first =
                Layers.of(AUTHORED).overrides(tenants, Map.of()).compile("f").json();
        var second = Layers.of(AUTHORED)
                .overrides(new java.util.TreeMap<>(tenants), Map.of())
                .compile("f")
                .json();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_kill_for_everyone_picks_the_off_variant_and_reaches_a_disabled_flag() {
        for (var authored : new String[] {AUTHORED, DISABLED}) {
            var layered = Layers.of(authored)
                    .off("off", KillSwitch.forEveryone())
                    .overrides(Map.of("one", "on"), Map.of())
                    .compile("f");
            assertThat(layered.json())
                    .contains(json("'state':'ENABLED'"), json("'targeting':{'if':[true,'off']}"))
                    .doesNotContain("tenantId");
            assertThat(decided(layered, "one", "pro", "eu")).isEqualTo("KILL_SWITCH off ");
        }
    }

    @Test
    void a_disabled_flag_stays_disabled_for_all_who_are_not_killed() {
        var layered = Layers.of(DISABLED)
                .off("off", KillSwitch.forThese(Set.of("killed"), Set.of()))
                .overrides(Map.of("one", "on"), Map.of())
                .compile("f");
        assertThat(layered.json())
                .isEqualTo(json("{'state':'ENABLED','variants':{'on':true,'off':false},"
                        + "'targeting':{'if':[{'in':[{'var':'tenantId'},['killed']]},'off']},"
                        + "'metadata':{'owner':'shop','attributes':'tenantId'}}"));
        assertThat(decided(layered, "killed", "pro", "eu")).isEqualTo("KILL_SWITCH off ");
        assertThat(decided(layered, "one", "pro", "eu")).isEqualTo("STATE null ");
        var untouched =
                Layers.of(DISABLED).overrides(Map.of("one", "on"), Map.of()).compile("f");
        assertThat(untouched.json()).contains(json("'state':'DISABLED'")).doesNotContain("tenantId");
        assertThat(decided(untouched, "one", "pro", "eu")).isEqualTo("STATE null /state");
    }

    @Test
    void says_all_that_is_wrong() {
        var layers = Layers.of(AUTHORED)
                .off("gone", KillSwitch.forThese(Set.of(""), Set.of()))
                .overrides(Map.of("one", "red"), Map.of("pro", "blue"));
        var refused = catchThrowableOfType(InvalidDefinition.class, () -> layers.compile("f"));
        assertThat(refused.problems())
                .extracting(problem -> problem.pointer() + " " + problem.code())
                .containsExactly(
                        "/offVariant UNKNOWN_VARIANT",
                        "/killSwitch/tenants NO_NAME",
                        "/tenantOverrides/one UNKNOWN_VARIANT",
                        "/planOverrides/pro UNKNOWN_VARIANT");
        var without = new Layers(AUTHORED, null, KillSwitch.forEveryone(), Map.of(), Map.of());
        assertThat(catchThrowableOfType(InvalidDefinition.class, () -> without.compile("f"))
                        .problems())
                .extracting("code")
                .containsExactly("NO_OFF_VARIANT");
    }

    @Test
    void layers_fit_around_a_targeting_as_deep_as_it_may_be() {
        var deep = "\"on\"";
        for (var at = 0; at < 31; at++) {
            deep = "{\"if\":[true," + deep + "]}";
        }
        var authored = "{\"state\":\"ENABLED\",\"variants\":{\"on\":true,\"off\":false},\"targeting\":" + deep + "}";
        var layered = Layers.of(authored)
                .off("off", KillSwitch.forThese(Set.of("killed"), Set.of()))
                .compile("f");
        assertThat(decided(layered, "other", "p", "eu")).startsWith("TARGETING on /targeting/if/1/if/1/if/1");
    }

    private static String decided(LayeredDefinition layered, String tenant, String plan, String region) {
        var flag = Flag.compile("f", layered.json());
        var explanation =
                flag.explain(FlagContext.of(null, Map.of("tenantId", tenant, "plan", plan, "region", region)));
        return layered.layer(explanation) + " " + explanation.resolution().variant() + " "
                + layered.authoredPointer(explanation);
    }
}
