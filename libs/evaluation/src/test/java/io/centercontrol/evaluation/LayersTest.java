package io.centercontrol.evaluation;

import static io.centercontrol.evaluation.FlagTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        var without = new Layers(AUTHORED, null, KillSwitch.forEveryone(), Map.of(), Map.of(), null);
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

    @Test
    void a_rollout_is_asked_where_the_targeting_gives_nothing() {
        var share = new Share("on", 2_500, Share.By.TENANT);
        var layered = Layers.of(AUTHORED).rollout(share).compile("f");
        assertThat(layered.json())
                .contains(json("'targeting':{'or':[{'if':[{'==':[{'var':'region'},'eu']},'on']},"
                        + "{'if':[{'and':[{'var':'tenantId'},{'==':[{'fractional':[{'cat':['f',{'var':'tenantId'}]},"
                        + "['on',2500],['not on',7500]]},'on']}]},'on']}]}"))
                .contains(json("'attributes':'region,tenantId'"));
        assertThat(decided(layered, "t-1", "p", "eu")).isEqualTo("TARGETING on /targeting/if/1");
        var in = tenants(layered, "us")
                .filter(said -> said.equals("ROLLOUT on "))
                .count();
        assertThat(in).isBetween(2_300L, 2_700L);
        assertThat(tenants(layered, "us")
                        .filter(said -> said.equals("DEFAULT off "))
                        .count())
                .isEqualTo(10_000 - in);
        var behind = Layers.of(AUTHORED)
                .off("off", KillSwitch.forThese(Set.of("killed"), Set.of()))
                .overrides(Map.of("one", "off"), Map.of("pro", "off"))
                .rollout(new Share("on", Share.ALL, Share.By.TENANT))
                .compile("f");
        assertThat(decided(behind, "killed", "p", "us")).isEqualTo("KILL_SWITCH off ");
        assertThat(decided(behind, "one", "p", "us")).isEqualTo("TENANT_OVERRIDE off ");
        assertThat(decided(behind, "two", "pro", "us")).isEqualTo("PLAN_OVERRIDE off ");
        assertThat(decided(behind, "two", "p", "eu")).isEqualTo("TARGETING on /targeting/if/1");
        assertThat(decided(behind, "two", "p", "us")).isEqualTo("ROLLOUT on ");
    }

    @Test
    void a_rollout_without_a_targeting_is_the_last_rule() {
        var plain = json("{'state':'ENABLED','variants':{'on':true,'off':false},'defaultVariant':'off'}");
        var layered = Layers.of(plain)
                .overrides(Map.of("one", "off"), Map.of())
                .rollout(new Share("on", 5_000, Share.By.TENANT))
                .compile("f");
        assertThat(decided(layered, "one", "p", "us")).isEqualTo("TENANT_OVERRIDE off ");
        assertThat(tenants(layered, "us").distinct()).containsExactlyInAnyOrder("ROLLOUT on ", "DEFAULT off ");
    }

    @Test
    void who_is_in_a_share_is_in_every_larger_one_by_both_hashes() {
        for (var bucketing : new String[] {"UTF8", "CBOR"}) {
            var authored = AUTHORED.replace("\"owner\"", "\"cc.bucketing\":\"" + bucketing + "\",\"owner\"");
            var before = Set.<Integer>of();
            for (var points : new int[] {1, 100, 1_000, 5_000, 9_999, Share.ALL}) {
                var flag = Flag.compile(
                        "f",
                        Layers.of(authored)
                                .rollout(new Share("on", points, Share.By.TENANT))
                                .compile("f")
                                .json());
                var in = IntStream.range(0, 10_000)
                        .filter(at -> flag.booleanValue(
                                FlagContext.of(null, Map.of("tenantId", "t-" + at, "region", "us")), false))
                        .boxed()
                        .collect(Collectors.toSet());
                assertThat(in).as(bucketing + " " + points).containsAll(before);
                assertThat(in.size()).isBetween(points * 9 / 10 - 20, points * 11 / 10 + 20);
                before = in;
            }
            assertThat(before).hasSize(10_000);
        }
    }

    @Test
    void who_has_no_key_is_in_the_whole_alone() {
        for (var by : Share.By.values()) {
            var half = Layers.of(AUTHORED).rollout(new Share("on", 9_999, by)).compile("f");
            var whole =
                    Layers.of(AUTHORED).rollout(new Share("on", Share.ALL, by)).compile("f");
            var nobody = FlagContext.of(null, Map.of("region", "us"));
            assertThat(Flag.compile("f", half.json()).booleanValue(nobody, true))
                    .isFalse();
            assertThat(Flag.compile("f", whole.json()).booleanValue(nobody, false))
                    .isTrue();
        }
    }

    @Test
    void a_disabled_flag_and_one_that_is_killed_for_everyone_know_no_rollout() {
        var share = new Share("on", Share.ALL, Share.By.TENANT);
        assertThat(decided(Layers.of(DISABLED).rollout(share).compile("f"), "one", "p", "us"))
                .isEqualTo("STATE null /state");
        assertThat(decided(
                        Layers.of(AUTHORED)
                                .off("off", KillSwitch.forEveryone())
                                .rollout(share)
                                .compile("f"),
                        "one",
                        "p",
                        "us"))
                .isEqualTo("KILL_SWITCH off ");
    }

    @Test
    void a_rollout_that_would_reach_nobody_or_the_wrong_ones_is_refused() {
        assertThat(refused("'if':[{'==':[{'var':'region'},'eu']},'on','off']", "on"))
                .isEqualTo("/rollout TARGETING_ALWAYS_ANSWERS");
        assertThat(refused("'fractional':[['on',1],['off',1]]", "on")).isEqualTo("/rollout TARGETING_ALWAYS_ANSWERS");
        assertThat(refused("'if':[true,'on',null]", "on")).isEqualTo("nothing");
        assertThat(refused("'if':[{'==':[{'var':'region'},'eu']},'on',{'if':[{'var':'x'},'off']}]", "on"))
                .isEqualTo("nothing");
        assertThat(refused("'var':'x'", "on")).isEqualTo("nothing");
        assertThat(refused("'var':'x'", "red")).isEqualTo("/rollout/variant UNKNOWN_VARIANT");
        assertThat(refused("'var':'x'", "off")).isEqualTo("/rollout/variant DEFAULT_VARIANT");
        assertThat(refused("'starts_with':[{'var':'x'},'a']", "true", "'true':true,'false':false", "false"))
                .isEqualTo("/rollout TARGETING_GIVES_FALSE");
        assertThat(refused("'if':[{'var':'x'},'false']", "true", "'true':true,'false':false", "false"))
                .isEqualTo("nothing");
        assertThat(refused("'+':[{'var':'x'}]", "1", "'0':'a','1':'b'", "0"))
                .isEqualTo("/rollout TARGETING_GIVES_FALSE");
        assertThat(refused("'$ref':'gone'", "on")).isEqualTo("/rollout TARGETING_UNREADABLE");
    }

    private static String refused(String targeting, String variant) {
        return refused(targeting, variant, "'on':true,'off':false", "off");
    }

    private static String refused(String targeting, String variant, String variants, String byDefault) {
        var layers = Layers.of(json("{'state':'ENABLED','variants':{" + variants + "},'defaultVariant':'" + byDefault
                        + "','targeting':{" + targeting + "}}"))
                .rollout(new Share(variant, 100, Share.By.TENANT));
        try {
            layers.compile("f");
            return "nothing";
        } catch (InvalidDefinition e) {
            return e.problems().stream()
                    .map(problem -> problem.pointer() + " " + problem.code())
                    .collect(Collectors.joining(", "));
        }
    }

    private static Stream<String> tenants(LayeredDefinition layered, String region) {
        return IntStream.range(0, 10_000).mapToObj(at -> decided(layered, "t-" + at, "p", region));
    }

    private static String decided(LayeredDefinition layered, String tenant, String plan, String region) {
        var flag = Flag.compile("f", layered.json());
        var explanation =
                flag.explain(FlagContext.of(null, Map.of("tenantId", tenant, "plan", plan, "region", region)));
        return layered.layer(explanation) + " " + explanation.resolution().variant() + " "
                + layered.authoredPointer(explanation);
    }
}
