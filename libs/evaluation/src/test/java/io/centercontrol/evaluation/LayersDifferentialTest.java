package io.centercontrol.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.openfeature.contrib.providers.flagd.resolver.process.model.FlagParser;
import io.centercontrol.evaluation.RandomFlags.Asked;
import io.centercontrol.evaluation.RandomFlags.Case;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** Generated layers: the definition they become says, to flagd's Java provider and to us, what the layers say in their order. */
class LayersDifferentialTest {
    private static final int LAYERED_AT_ONCE = 100;

    /** Layers around a case, and how many of them there are. */
    record Batch(List<Case> cases, List<Layers> layers) {
        @Override
        public String toString() {
            return cases.size() + " layered definitions";
        }
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void layers_say_in_flagd_what_they_say_in_their_order(@ForAll("batches") Batch batch) throws Exception {
        var compiled = new LinkedHashMap<String, LayeredDefinition>();
        var definitions = new LinkedHashMap<String, String>();
        for (var at = 0; at < LAYERED_AT_ONCE; at++) {
            var key = batch.cases().get(at).key();
            var layered = batch.layers().get(at).compile(key);
            compiled.put(key, layered);
            definitions.put(key, layered.json());
            // Throws where flagd's schema is not followed.
            FlagParser.parseString("{\"flags\":{\"" + key + "\":" + layered.json() + "}}", true);
        }
        try (var flagd = new FlagdProvider()) {
            flagd.flags(definitions);
            for (var at = 0; at < LAYERED_AT_ONCE; at++) {
                var one = batch.cases().get(at);
                var layered = requireNonNull(compiled.get(one.key()));
                var flag = Flag.compile(one.key(), layered.json());
                var authored = Flag.compile(one.key(), one.definition());
                for (var asked : one.asked()) {
                    var explanation = flag.explain(asked.context());
                    var expected = expected(batch.layers().get(at), authored, asked);
                    var said = layered.layer(explanation) + " "
                            + explanation.resolution().variant();
                    assertThat(said).as(layered.json() + asked).isEqualTo(expected);
                    var theirs = flagd.said(one.key(), one.type(), asked.targetingKey(), asked.attributes());
                    if (isSpread(batch.layers().get(at))
                            && !layered.layer(explanation).equals(Layer.TARGETING)) {
                        // Their provider is of before the integer form: it has as many, but others, in a share.
                        assertThat(theirs).as(layered.json() + asked).doesNotStartWith("ERROR");
                        continue;
                    }
                    assertThat(theirs)
                            .as(layered.json() + asked)
                            .startsWith(
                                    explanation.resolution().error() == null
                                            ? explanation.resolution().reason() + " "
                                                    + explanation.resolution().variant() + " "
                                            : "ERROR");
                }
            }
        }
    }

    @Example
    void flagds_schema_is_looked_at() {
        assertThat(catchThrowable(() -> FlagParser.parseString(
                        "{\"flags\":{\"f\":{\"state\":\"ENABLED\",\"variants\":{\"a\":1},\"targeting\":7}}}", true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The layer and the variant, asked one after the other. */
    private static String expected(Layers layers, Flag authored, Asked asked) {
        var tenant = asked.attributes().get(Layers.TENANT);
        var plan = asked.attributes().get(Layers.PLAN);
        var kill = layers.killSwitch();
        if (kill.everyone() || has(kill.tenants(), tenant) || has(kill.plans(), plan)) {
            return Layer.KILL_SWITCH + " " + layers.offVariant();
        }
        if (has(layers.tenantOverrides().keySet(), tenant)) {
            return Layer.TENANT_OVERRIDE + " " + layers.tenantOverrides().get(tenant);
        }
        if (has(layers.planOverrides().keySet(), plan)) {
            return Layer.PLAN_OVERRIDE + " " + layers.planOverrides().get(plan);
        }
        var resolution = authored.evaluate(asked.context());
        var share = layers.rollout();
        if (share != null && isByDefault(resolution) && isIn(share, authored.key(), asked)) {
            return Layer.ROLLOUT + " " + share.variant();
        }
        return (resolution.reason() == Reason.TARGETING_MATCH || resolution.reason() == Reason.ERROR
                        ? Layer.TARGETING
                        : Layer.DEFAULT)
                + " " + resolution.variant();
    }

    private static boolean isByDefault(Resolution resolution) {
        return resolution.reason() == Reason.DEFAULT || resolution.reason() == Reason.STATIC;
    }

    private static boolean isSpread(Layers layers) {
        return layers.rollout() != null && !layers.rollout().isAll();
    }

    /** By a flag that spreads by the same key and does nothing else. */
    private static boolean isIn(Share share, String key, Asked asked) {
        var spread = Flag.compile(
                key,
                "{\"state\":\"ENABLED\",\"variants\":{\"in\":true,\"out\":false},\"targeting\":{\"fractional\":[{\"cat\":[\""
                        + key + "\",{\"var\":\"tenantId\"}]},[\"in\"," + share.basisPoints() + "],[\"out\","
                        + (Share.ALL - share.basisPoints()) + "]]}}");
        return share.isAll()
                || asked.attributes().get(Layers.TENANT) != null
                        && Boolean.TRUE.equals(spread.evaluate(asked.context()).value());
    }

    private static boolean has(Set<String> names, @Nullable Object name) {
        return name instanceof String text && names.contains(text);
    }

    @Provide
    Arbitrary<Batch> batches() {
        return Arbitraries.randomValue(LayersDifferentialTest::batch);
    }

    private static Batch batch(Random random) {
        var flags = new RandomFlags(random);
        var name = Long.toString(random.nextLong() >>> 1, 36);
        var cases = new ArrayList<Case>();
        var layers = new ArrayList<Layers>();
        for (var at = 0; at < LAYERED_AT_ONCE; at++) {
            var one = flags.next("layered-" + name + "-" + at);
            cases.add(one);
            var kill = random.nextInt(10) == 0
                    ? KillSwitch.forEveryone()
                    : KillSwitch.forThese(
                            tenants(random).keySet(), plans(random, 5).keySet());
            layers.add(rolledOut(
                    one.key(),
                    Layers.of(one.definition()).off("b", kill).overrides(tenants(random), plans(random, 3)),
                    random));
        }
        return new Batch(cases, layers);
    }

    /** With a share, if the targeting leaves anybody to it. */
    private static Layers rolledOut(String key, Layers layers, Random random) {
        var more = layers.rollout(
                new Share("b", random.nextBoolean() ? Share.ALL : random.nextInt(1, Share.ALL), Share.By.TENANT));
        try {
            more.compile(key);
            return more;
        } catch (InvalidDefinition e) {
            assertThat(e.problems()).allMatch(problem -> problem.pointer().startsWith("/rollout"));
            return layers;
        }
    }

    private static Map<String, String> tenants(Random random) {
        var tenants = new HashMap<String, String>();
        for (var at = random.nextInt(6); at > 0; at--) {
            tenants.put("tenant-" + random.nextInt(20), random.nextBoolean() ? "free" : "pro");
        }
        return tenants;
    }

    private static Map<String, String> plans(Random random, int oneIn) {
        var plans = new HashMap<String, String>();
        for (var plan : List.of("free", "pro", "premium")) {
            if (random.nextInt(oneIn) == 0) {
                plans.put(plan, random.nextBoolean() ? "a" : "free");
            }
        }
        return plans;
    }
}
