package io.centercontrol.flags.authoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.flags.authoring.model.KillSwitch.Reach;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Whatever is said of a flag, its readers get what a person who reads the layers from top to bottom expects. */
class LayersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String DEFINITION = """
            {"state": "ENABLED", "variants": {"a": "A", "b": "B", "off": "none"}, "defaultVariant": "a",
             "targeting": {"if": [{"==": [{"var": "plan"}, "p1"]}, "b"]}}
            """;

    @Property(tries = 500)
    void the_first_layer_that_says_something_decides(
            @ForAll("tenants") Map<TenantId, String> byTenant,
            @ForAll("plans") Map<String, String> byPlan,
            @ForAll("reaches") @Nullable Reach killed,
            @ForAll @IntRange(min = 0, max = 5) int number,
            @ForAll @IntRange(min = 0, max = 3) int plan) {
        var tenant = FlagTest.tenant(number);
        var content = FlagContent.first("Name", "", FlagKind.OPERATIONAL, "me", Set.of(), false, 0, DEFINITION, "off")
                .withTenantOverrides(byTenant)
                .withPlanOverrides(byPlan);
        var quiet = Flag.create("f", content, EvaluatorSet.EMPTY, NOW).next();
        var flag = killed == null
                ? quiet
                : quiet.kill(
                                new KillSwitch(FlagTest.id(99), killed, "A test.", "op", NOW, null),
                                EvaluatorSet.EMPTY,
                                NOW)
                        .next();

        var context = FlagContext.of(null, Map.of("tenantId", tenant.toString(), "plan", "p" + plan));
        var expected = expected(byTenant, byPlan, killed, tenant, "p" + plan);
        var read = Objects.requireNonNull(flag.forReaders()).evaluate(context);

        assertThat(read.variant()).isEqualTo(expected);
        assertThat(flag.explain(context, EvaluatorSet.EMPTY).variant())
                .as("who explains says the same")
                .isEqualTo(expected);
        if (killed != null) {
            var lifted = flag.lift(FlagTest.id(99), EvaluatorSet.EMPTY, NOW).next();
            assertThat(lifted.compiled()).isEqualTo(quiet.compiled());
        }
    }

    private static String expected(
            Map<TenantId, String> byTenant,
            Map<String, String> byPlan,
            @Nullable Reach killed,
            TenantId tenant,
            String plan) {
        if (killed != null
                && (killed.everyone()
                        || killed.tenants().contains(tenant)
                        || killed.plans().contains(plan))) {
            return "off";
        }
        if (byTenant.containsKey(tenant)) {
            return Objects.requireNonNull(byTenant.get(tenant));
        }
        if (byPlan.containsKey(plan)) {
            return Objects.requireNonNull(byPlan.get(plan));
        }
        return plan.equals("p1") ? "b" : "a";
    }

    @Provide
    Arbitrary<Map<TenantId, String>> tenants() {
        return Arbitraries.maps(Arbitraries.integers().between(0, 5).map(FlagTest::tenant), variants())
                .ofMaxSize(5)
                .map(TreeMap::new);
    }

    @Provide
    Arbitrary<Map<String, String>> plans() {
        return Arbitraries.maps(Arbitraries.integers().between(0, 3).map(number -> "p" + number), variants())
                .ofMaxSize(3)
                .map(TreeMap::new);
    }

    @Provide
    Arbitrary<@Nullable Reach> reaches() {
        var named = Arbitraries.integers()
                .between(0, 5)
                .map(FlagTest::tenant)
                .set()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(tenants -> new Reach(false, new TreeSet<>(tenants), new TreeSet<>(Set.of("p3"))));
        return Arbitraries.oneOf(named, Arbitraries.just(Reach.all())).injectNull(0.3);
    }

    private static Arbitrary<String> variants() {
        return Arbitraries.of("a", "b", "off");
    }
}
