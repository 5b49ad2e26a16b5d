package io.centercontrol.flags.authoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.evaluation.Reason;
import io.centercontrol.evaluation.Share;
import io.centercontrol.flags.authoring.model.Explained.DecidedBy;
import io.centercontrol.flags.authoring.model.KillSwitch.Reach;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final TenantId ACME = tenant(1);
    private static final TenantId OTHER = tenant(2);
    private static final String ON_FOR_ENTERPRISE = """
            {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
             "targeting": {"if": [{"==": [{"var": "plan"}, "enterprise"]}, "on"]}}
            """;

    private static final String COLOURS = """
            {"state": "ENABLED", "variants": {"red": "#f00", "blue": "#00f"}, "defaultVariant": "red"}
            """;

    @Test
    void each_layer_counts_before_the_next() {
        var flag = flag(content(ON_FOR_ENTERPRISE));
        assertThat(explain(flag, ACME, "enterprise")).satisfies(given -> {
            assertThat(given.value()).isEqualTo(true);
            assertThat(given.decidedBy()).isEqualTo(DecidedBy.TARGETING);
            assertThat(given.rule()).isEqualTo("/targeting/if/1");
        });
        assertThat(explain(flag, ACME, "basic")).satisfies(given -> {
            assertThat(given.value()).isEqualTo(false);
            assertThat(given.decidedBy()).isEqualTo(DecidedBy.DEFAULT);
            assertThat(given.rule()).isEqualTo("/defaultVariant");
        });

        flag = revise(flag, flag.content().withPlanOverride("basic", "on"));
        assertThat(explain(flag, ACME, "basic").decidedBy()).isEqualTo(DecidedBy.PLAN_OVERRIDE);
        flag = revise(flag, flag.content().withTenantOverride(ACME, "off"));
        assertThat(explain(flag, ACME, "basic").decidedBy()).isEqualTo(DecidedBy.TENANT_OVERRIDE);
        assertThat(explain(flag, OTHER, "basic").value()).isEqualTo(true);

        var stopped = kill(flag, new Reach(false, new TreeSet<>(Set.of(OTHER)), new TreeSet<>()));
        assertThat(explain(stopped, OTHER, "basic")).satisfies(given -> {
            assertThat(given.value()).isEqualTo(false);
            assertThat(given.decidedBy()).isEqualTo(DecidedBy.KILL_SWITCH);
            assertThat(Objects.requireNonNull(given.killSwitch()).reason()).isEqualTo("It hurts.");
        });
        assertThat(explain(stopped, ACME, "enterprise").decidedBy()).isEqualTo(DecidedBy.TENANT_OVERRIDE);
    }

    @Test
    void a_kill_switch_reaches_a_disabled_flag_whose_readers_would_use_their_own_default() {
        var disabled = flag(content("""
                {"state": "DISABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"}
                """));
        assertThat(explain(disabled, ACME, "basic")).satisfies(given -> {
            assertThat(given.value()).isNull();
            assertThat(given.decidedBy()).isEqualTo(DecidedBy.DISABLED);
        });

        var stopped = kill(disabled, new Reach(false, new TreeSet<>(), new TreeSet<>(Set.of("basic"))));

        assertThat(explain(stopped, ACME, "basic").value()).isEqualTo(false);
        assertThat(explain(stopped, ACME, "enterprise").value()).isNull();
    }

    @Test
    void a_kill_switch_is_lifted_and_what_was_before_counts_again() {
        var flag = flag(content(ON_FOR_ENTERPRISE));
        var stopped = kill(flag, Reach.all());
        assertThat(explain(stopped, ACME, "enterprise").value()).isEqualTo(false);

        var id = stopped.killSwitches().getFirst().id();
        var lifted = stopped.lift(id, EvaluatorSet.EMPTY, LATER);

        assertThat(lifted.type()).isEqualTo("flag.kill-switch-lifted");
        assertThat(lifted.next().compiled()).isEqualTo(flag.compiled());
        assertThat(code(() -> lifted.next().lift(id, EvaluatorSet.EMPTY, LATER)))
                .isEqualTo("NO_SUCH_KILL_SWITCH");
    }

    @Test
    void a_rollout_reaches_those_whom_the_targeting_gives_nothing() {
        var flag = flag(content(ON_FOR_ENTERPRISE)).rollOut(share(Share.ALL), EvaluatorSet.EMPTY, LATER);
        assertThat(Objects.requireNonNull(flag).type()).isEqualTo("flag.rollout-advanced");
        assertThat(flag.fields()).extracting(FieldChange::path).containsExactly("/rollout");
        assertThat(explain(flag.next(), ACME, "basic")).satisfies(given -> {
            assertThat(given.value()).isEqualTo(true);
            assertThat(given.decidedBy()).isEqualTo(DecidedBy.ROLLOUT);
            assertThat(given.rule()).isNull();
        });
        assertThat(explain(flag.next(), ACME, "enterprise")).satisfies(given -> {
            assertThat(given.decidedBy()).isEqualTo(DecidedBy.TARGETING);
            assertThat(given.rule()).isEqualTo("/targeting/if/1");
        });
        assertThat(flag.next().rollOut(share(Share.ALL), EvaluatorSet.EMPTY, LATER))
                .isNull();
    }

    @Test
    void a_rollout_that_reached_everybody_becomes_the_default_and_changes_nobody() {
        var flag = rolledOut(content(ON_FOR_ENTERPRISE), Share.ALL);
        var completed = flag.completeRollout(EvaluatorSet.EMPTY, LATER);
        assertThat(completed.fields())
                .extracting(FieldChange::path)
                .containsExactly("/definition/defaultVariant", "/rollout");
        assertThat(completed.next().rollout()).isNull();
        for (var plan : List.of("basic", "enterprise")) {
            assertThat(explain(completed.next(), ACME, plan).value())
                    .isEqualTo(explain(flag, ACME, plan).value());
        }
        var half = rolledOut(content(ON_FOR_ENTERPRISE), 5_000);
        assertThat(catchThrowableOfType(
                        IllegalStateException.class, () -> half.completeRollout(EvaluatorSet.EMPTY, LATER)))
                .isNotNull();
    }

    @Test
    void what_was_rolled_out_stays_so_under_another_definition_unless_it_means_nobody_any_more() {
        var flag = rolledOut(content(ON_FOR_ENTERPRISE), 5_000);
        var renamed = revise(flag, flag.content().withPlanOverride("basic", "off"));
        assertThat(renamed.rollout()).isEqualTo(share(5_000));
        var kept = revise(flag, content(ON_FOR_ENTERPRISE.replace("enterprise", "pro")));
        assertThat(kept.rollout()).isEqualTo(share(5_000));
        for (var other : List.of(
                ON_FOR_ENTERPRISE.replace("\"on\"]}", "\"on\", \"off\"]}"),
                ON_FOR_ENTERPRISE.replace("\"defaultVariant\": \"off\"", "\"defaultVariant\": \"on\""))) {
            var ended = Objects.requireNonNull(flag.revise(content(other), Permit.DIRECT, EvaluatorSet.EMPTY, LATER));
            assertThat(ended.next().rollout()).as(other).isNull();
            assertThat(ended.fields()).extracting(FieldChange::path).contains("/rollout");
        }
        var archived = Objects.requireNonNull(flag.archive(Permit.DIRECT, EvaluatorSet.EMPTY, LATER));
        assertThat(archived.next().rollout()).isNull();
        assertThat(code(() -> archived.next().rollOut(share(1), EvaluatorSet.EMPTY, LATER)))
                .isEqualTo("FLAG_ARCHIVED");
    }

    private static Share share(int basisPoints) {
        return new Share("on", basisPoints, Share.By.TENANT);
    }

    private static Flag rolledOut(FlagContent content, int basisPoints) {
        return Objects.requireNonNull(flag(content).rollOut(share(basisPoints), EvaluatorSet.EMPTY, NOW))
                .next();
    }

    @Test
    void those_whose_time_is_over_go_and_the_others_stay() {
        var flag = kill(flag(content(ON_FOR_ENTERPRISE)), Reach.all());
        var second = new KillSwitch(id(8), Reach.all(), "For a minute.", "op", NOW, LATER);
        flag = flag.kill(second, EvaluatorSet.EMPTY, NOW).next();
        assertThat(flag.dueAt()).isEqualTo(LATER);
        assertThat(flag.expire(EvaluatorSet.EMPTY, NOW)).isNull();

        var expired = Objects.requireNonNull(flag.expire(EvaluatorSet.EMPTY, LATER));

        assertThat(expired.type()).isEqualTo("flag.kill-switch-expired");
        assertThat(expired.next().killSwitches()).hasSize(1);
        assertThat(expired.next().dueAt()).isNull();
    }

    @Test
    void a_kill_switch_must_hit_somebody_and_end_later_than_now() {
        var flag = flag(content(ON_FOR_ENTERPRISE));
        var nobody = new Reach(false, new TreeSet<>(), new TreeSet<>());
        var both = new Reach(true, new TreeSet<>(Set.of(ACME)), new TreeSet<>());
        assertThat(code(() -> kill(flag, nobody))).isEqualTo("UNCLEAR_REACH");
        assertThat(code(() -> kill(flag, both))).isEqualTo("UNCLEAR_REACH");
        var past = new KillSwitch(id(9), Reach.all(), "Late.", "op", NOW, NOW);
        assertThat(violations(() -> flag.kill(past, EvaluatorSet.EMPTY, NOW)))
                .extracting(Violation::pointer)
                .containsExactly("/expiresAt");
    }

    @Test
    void a_flag_that_others_wrote_has_no_kill_switch_until_an_off_variant_is_named() {
        var flag =
                Flag.adopt("colour", content(COLOURS), EvaluatorSet.EMPTY, NOW).next();
        assertThat(flag.compiled().offVariant()).isNull();
        assertThat(refusal(() -> kill(flag, Reach.all()))).isInstanceOfSatisfying(Refusal.Conflict.class, refused -> {
            assertThat(refused.code()).isEqualTo("NO_OFF_VARIANT");
            assertThat(refused.message()).contains("offVariant", "blue, red");
        });
        var overridden = revise(flag, flag.content().withTenantOverride(ACME, "blue"));
        assertThat(explain(overridden, ACME, "basic").value()).isEqualTo("#00f");

        var named = revise(overridden, off(overridden.content(), "red"));
        assertThat(explain(kill(named, Reach.all()), ACME, "basic").value()).isEqualTo("#f00");
    }

    @Test
    void who_names_an_off_variant_here_does_not_take_it_away_by_the_way() {
        assertThat(violations(() -> flag(content(COLOURS))))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/offVariant", "REQUIRED"));
        var flag = flag(off(content(COLOURS), "red"));
        assertThat(violations(() -> revise(flag, content(COLOURS))))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/offVariant", "REQUIRED"));

        var adopted = Objects.requireNonNull(flag.adopt(content(COLOURS), Permit.DIRECT, EvaluatorSet.EMPTY, LATER))
                .next();
        assertThat(adopted.content().canBeKilled()).isFalse();
        var stopped = kill(flag, Reach.all());
        assertThat(violations(() -> stopped.adopt(content(COLOURS), Permit.DIRECT, EvaluatorSet.EMPTY, LATER)))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/offVariant", "NO_OFF_VARIANT"));
    }

    @Test
    void a_disabled_flag_without_an_off_variant_leaves_callers_their_own_default() {
        var disabled = Flag.adopt("colour", content(COLOURS.replace("ENABLED", "DISABLED")), EvaluatorSet.EMPTY, NOW)
                .next();
        assertThat(explain(disabled, ACME, "basic").value()).isNull();
        assertThat(explain(disabled, ACME, "basic").decidedBy()).isEqualTo(DecidedBy.DISABLED);
    }

    @Test
    void a_sensitive_flag_is_not_changed_by_one_person_alone() {
        var flag = flag(sensitive(content(ON_FOR_ENTERPRISE)));
        var next = flag.content().withTenantOverride(ACME, "on");
        assertThat(Approval.isNeeded(flag.content(), next)).isTrue();
        assertThat(code(() -> flag.revise(next, Permit.DIRECT, EvaluatorSet.EMPTY, LATER)))
                .isEqualTo("NEEDS_APPROVAL");
        assertThat(code(() -> flag.archive(Permit.DIRECT, EvaluatorSet.EMPTY, LATER)))
                .isEqualTo("NEEDS_APPROVAL");

        assertThat(Objects.requireNonNull(flag.revise(next, Permit.APPROVED, EvaluatorSet.EMPTY, LATER))
                        .type())
                .isEqualTo("flag.changed");
        assertThat(Objects.requireNonNull(flag.revise(next, Permit.BREAK_GLASS, EvaluatorSet.EMPTY, LATER))
                        .type())
                .isEqualTo(Flag.BROKE_GLASS);
        assertThat(kill(flag, Reach.all()).version())
                .as("a kill switch waits for nobody")
                .isEqualTo(2);
    }

    @Test
    void that_a_flag_is_sensitive_no_more_needs_an_approval_and_that_it_becomes_so_does_not() {
        var plain = content(ON_FOR_ENTERPRISE);
        assertThat(Approval.isNeeded(sensitive(plain), plain)).isTrue();
        assertThat(Approval.isNeeded(plain, sensitive(plain))).isFalse();
        assertThat(Approval.isNeeded(sensitive(plain), sensitive(plain))).isFalse();
    }

    @Test
    void to_break_the_glass_takes_a_real_reason() {
        assertThat(Permit.asked(false, null)).isEqualTo(Permit.DIRECT);
        assertThat(code(() -> Permit.asked(true, "because"))).isEqualTo("REASON_TOO_SHORT");
        assertThat(Permit.asked(true, "Checkout is down for everybody.")).isEqualTo(Permit.BREAK_GLASS);
    }

    @Test
    void the_same_again_makes_no_version_whatever_the_order_of_members() {
        var flag = flag(content(ON_FOR_ENTERPRISE));
        var reordered = content("""
                {"defaultVariant":"off","variants":{"off":false,"on":true},"state":"ENABLED",
                 "targeting":{"if":[{"==":[{"var":"plan"},"enterprise"]},"on"]}}
                """);
        assertThat(flag.revise(reordered, Permit.DIRECT, EvaluatorSet.EMPTY, LATER))
                .isNull();
    }

    @Test
    void overrides_name_variants_that_there_are() {
        var flag = flag(content(ON_FOR_ENTERPRISE));
        assertThat(violations(() -> revise(flag, flag.content().withTenantOverride(ACME, "blue"))))
                .extracting(Violation::pointer)
                .containsExactly("/tenantOverrides/" + ACME);
        assertThat(code(() -> flag.dropOverride("basic", Permit.DIRECT, EvaluatorSet.EMPTY, LATER)))
                .isEqualTo("NO_OVERRIDE");
    }

    @Test
    void names_of_variants_can_be_shown() {
        assertThat(violations(() -> flag(content("""
                {"state": "ENABLED", "variants": {"on": true, "o\\u0000ff": false}}
                """))))
                .extracting(Violation::code)
                .containsExactly("INVALID_NAME");
    }

    @Test
    void lists_of_overrides_have_an_end() {
        var many = new TreeMap<TenantId, String>();
        for (var i = 0; i < 1_000; i++) {
            many.put(tenant(i), "on");
        }
        var flag = flag(content(ON_FOR_ENTERPRISE).withTenantOverrides(many));
        var more = flag.content().withTenantOverride(tenant(1_000), "on");
        assertThat(violations(() -> revise(flag, more))).singleElement().satisfies(one -> {
            assertThat(one.pointer()).isEqualTo("/tenantOverrides");
            assertThat(one.message()).contains("label").contains("plan");
        });
    }

    @Test
    void there_is_always_room_for_a_kill_switch() {
        var large = """
                {"state": "ENABLED", "variants": {"on": true, "off": false}, "metadata": {"text": "%s"}}
                """.formatted("x".repeat(182 * 1024));
        var flag = flag(content(large));
        var everybody = new TreeSet<TenantId>();
        for (var i = 0; i < 1_000; i++) {
            everybody.add(tenant(i));
        }
        assertThat(kill(flag, new Reach(false, everybody, new TreeSet<>())).version())
                .isEqualTo(2);
        assertThat(code(() -> kill(
                        kill(flag, new Reach(false, everybody, new TreeSet<>())),
                        new Reach(false, new TreeSet<>(Set.of(ACME)), new TreeSet<>()))))
                .isEqualTo("TOO_MANY_NAMED");
        assertThat(code(() -> flag(content(large.replace("\"off\": false", "\"off\": false, \"third\": false")
                        .replace("xx", "xy")
                        .replace("{\"text\"", "{\"more\": \"" + "y".repeat(8 * 1024) + "\", \"text\"")))))
                .isEqualTo("TOO_LARGE");
    }

    @Test
    void an_archived_flag_gives_no_value_and_is_not_archived_while_it_is_held_off() {
        var flag = flag(content(ON_FOR_ENTERPRISE));
        assertThat(code(() -> kill(flag, Reach.all()).archive(Permit.DIRECT, EvaluatorSet.EMPTY, LATER)))
                .isEqualTo("KILL_SWITCH_STANDS");

        var archived = Objects.requireNonNull(flag.archive(Permit.DIRECT, EvaluatorSet.EMPTY, LATER))
                .next();

        assertThat(archived.forReaders()).isNull();
        assertThat(explain(archived, ACME, "enterprise")).satisfies(given -> {
            assertThat(given.value()).isNull();
            assertThat(given.decidedBy()).isEqualTo(DecidedBy.ARCHIVED);
            assertThat(given.reason()).isEqualTo(Reason.DISABLED);
        });
        var restored = Objects.requireNonNull(archived.restore(Permit.DIRECT, EvaluatorSet.EMPTY, LATER));
        assertThat(restored.type()).isEqualTo("flag.restored");
        assertThat(restored.next().compiled()).isEqualTo(flag.compiled());
    }

    @Test
    void nothing_of_a_forgotten_tenant_is_left() {
        var flag =
                flag(content(ON_FOR_ENTERPRISE).withTenantOverride(ACME, "on").withTenantOverride(OTHER, "on"));
        flag = kill(flag, new Reach(false, new TreeSet<>(Set.of(ACME)), new TreeSet<>()));
        flag = kill(flag, new Reach(false, new TreeSet<>(Set.of(ACME, OTHER)), new TreeSet<>()));

        var change = Objects.requireNonNull(flag.forget(ACME, EvaluatorSet.EMPTY, LATER));

        assertThat(change.next().content().tenantOverrides()).containsOnlyKeys(OTHER);
        assertThat(change.next().killSwitches())
                .as("one that hit nobody else is gone")
                .singleElement()
                .satisfies(one -> assertThat(one.reach().tenants()).containsExactly(OTHER));
        assertThat(change.next().compiled().definition()).doesNotContain(ACME.toString());
        assertThat(change.next().forget(ACME, EvaluatorSet.EMPTY, LATER)).isNull();
    }

    @Test
    void a_flag_that_should_be_gone_is_stale() {
        assertThat(flag(content(ON_FOR_ENTERPRISE)).staleAt()).isEqualTo(NOW.plus(Duration.ofDays(40)));
        var permission = FlagContent.first(
                "Name", "", FlagKind.PERMISSION, "owner", Set.of(), false, 0, ON_FOR_ENTERPRISE, null);
        assertThat(flag(permission).staleAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "import", "with space", "-dash", "ä", "checkout/new", "a;b"})
    void a_key_is_any_text(String key) {
        assertThat(Flag.create(key, content(ON_FOR_ENTERPRISE), EvaluatorSet.EMPTY, NOW)
                        .next()
                        .key())
                .isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a ", "a\nb", "..", "a/../b"})
    void a_key_can_be_seen_and_asked_for(String key) {
        var refused = catchThrowableOfType(
                RefusedException.class, () -> Flag.create(key, content(ON_FOR_ENTERPRISE), EvaluatorSet.EMPTY, NOW));
        assertThat(refused.refusal())
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/key"));
    }

    @Test
    void what_a_creation_says_is_its_content() {
        var fields = Flag.create("new-checkout", content(ON_FOR_ENTERPRISE), EvaluatorSet.EMPTY, NOW)
                .fields();
        assertThat(fields)
                .extracting(FieldChange::path)
                .containsExactly(
                        "/key",
                        "/name",
                        "/kind",
                        "/owner",
                        "/lifetimeDays",
                        "/definition/defaultVariant",
                        "/definition/state",
                        "/definition/targeting",
                        "/definition/variants",
                        "/offVariant");
    }

    static Flag flag(FlagContent content) {
        return Flag.create("new-checkout", content, EvaluatorSet.EMPTY, NOW).next();
    }

    static FlagContent content(String definition) {
        return FlagContent.first(
                "New checkout", "", FlagKind.RELEASE, "checkout", Set.of(), false, 40, definition, null);
    }

    static Explained explain(Flag flag, TenantId tenant, String plan) {
        return flag.explain(
                FlagContext.of(tenant.toString(), Map.of("tenantId", tenant.toString(), "plan", plan)),
                EvaluatorSet.EMPTY);
    }

    static TenantId tenant(int number) {
        return new TenantId(id(number));
    }

    static UUID id(int number) {
        return new UUID(0x0192_0000_0000_7000L, number);
    }

    private static FlagContent off(FlagContent content, String variant) {
        return FlagContent.first(
                        content.name(),
                        content.description(),
                        content.kind(),
                        content.owner(),
                        content.tags(),
                        content.sensitive(),
                        content.lifetimeDays(),
                        content.definition(),
                        variant)
                .withTenantOverrides(content.tenantOverrides());
    }

    private static FlagContent sensitive(FlagContent content) {
        return new FlagContent(
                content.name(),
                content.description(),
                content.kind(),
                content.owner(),
                content.tags(),
                true,
                content.lifetimeDays(),
                content.definition(),
                content.offVariant(),
                content.tenantOverrides(),
                content.planOverrides(),
                content.archived());
    }

    private static Flag revise(Flag flag, FlagContent next) {
        return Objects.requireNonNull(flag.revise(next, Permit.DIRECT, EvaluatorSet.EMPTY, LATER))
                .next();
    }

    private static Flag kill(Flag flag, Reach reach) {
        var added = new KillSwitch(UUID.randomUUID(), reach, "It hurts.", "op", NOW, null);
        return flag.kill(added, EvaluatorSet.EMPTY, NOW).next();
    }

    private static @Nullable String code(Runnable refused) {
        return refusal(refused).code();
    }

    private static List<Violation> violations(Runnable refused) {
        return refusal(refused) instanceof Refusal.Invalid invalid ? invalid.violations() : List.of();
    }

    private static Refusal refusal(Runnable refused) {
        return Objects.requireNonNull(catchThrowableOfType(RefusedException.class, refused::run), "was not refused")
                .refusal();
    }
}
