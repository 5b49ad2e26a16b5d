package io.centercontrol.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Generated definitions and contexts: flagd's Java provider and we give the same answer. */
class FlagdDifferentialTest {
    private static final int DEFINITIONS_AT_ONCE = 100;

    @SuppressWarnings("NullAway.Init")
    private static FlagdProvider flagd;

    @BeforeContainer
    static void start() throws Exception {
        flagd = new FlagdProvider();
    }

    @AfterContainer
    static void stop() throws InterruptedException {
        flagd.close();
    }

    /** A hundred definitions a try, each asked of eight contexts: 16,000 evaluations. */
    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void gives_flagds_answer(@ForAll("batches") RandomFlags.Batch batch) throws InterruptedException {
        var definitions = new LinkedHashMap<String, String>();
        batch.cases().forEach(one -> definitions.put(one.key(), one.definition()));
        flagd.flags(definitions);
        var different = new ArrayList<String>();
        var reasons = EnumSet.noneOf(Reason.class);
        for (var one : batch.cases()) {
            var flag = Flag.compile(one.key(), one.definition());
            for (var asked : one.asked()) {
                var theirs = flagd.said(one.key(), one.type(), asked.targetingKey(), asked.attributes());
                var resolution = flag.evaluate(asked.context(), one.type());
                var ours = said(resolution);
                reasons.add(resolution.reason());
                if (!ours.equals(theirs)) {
                    different.add("flagd: %s, ours: %s%n  %s%n  %s%n".formatted(theirs, ours, one.definition(), asked));
                    break;
                }
                assertThat(flag.explain(asked.context()).resolution()).isSameAs(flag.evaluate(asked.context()));
            }
        }
        assertThat(different).isEmpty();
        assertThat(reasons)
                .as("what was generated is worth comparing")
                .contains(Reason.DEFAULT, Reason.TARGETING_MATCH);
    }

    @Example
    void what_is_no_number_is_none_behind_an_if_too() throws InterruptedException {
        for (var operand : List.of("{'if':[true,{'%':[6.25,0]}]}", "{'or':[{'%':[6.25,0]},{'%':[1,0]}]}")) {
            var definition =
                    "{'state':'ENABLED','variants':{'a':true,'b':false},'defaultVariant':'b','targeting':{'if':[{'>=':[39,%s]},'a','b']}}"
                            .formatted(operand)
                            .replace('\'', '"');
            flagd.flags(Map.of("nan", definition));

            assertThat(said(Flag.compile("nan", definition).evaluate(FlagContext.of("t", Map.of()))))
                    .as(operand)
                    .isEqualTo(flagd.said("nan", ValueType.BOOLEAN, "t", Map.of()))
                    .contains(" b ");
        }
    }

    private static String said(Resolution resolution) {
        return resolution.error() != null
                ? "ERROR"
                : resolution.reason() + " " + resolution.variant() + " " + resolution.value();
    }

    @Provide
    Arbitrary<RandomFlags.Batch> batches() {
        return Arbitraries.randomValue(FlagdDifferentialTest::batch);
    }

    private static RandomFlags.Batch batch(Random random) {
        var flags = new RandomFlags(random);
        var name = Long.toString(random.nextLong() >>> 1, 36);
        var cases = new ArrayList<RandomFlags.Case>();
        for (var at = 0; at < DEFINITIONS_AT_ONCE; at++) {
            cases.add(flags.next("flag-" + name + "-" + at));
        }
        return new RandomFlags.Batch(cases);
    }
}
