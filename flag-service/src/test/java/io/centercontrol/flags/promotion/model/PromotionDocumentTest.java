package io.centercontrol.flags.promotion.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.evaluation.json.Json;
import io.centercontrol.flags.authoring.model.Evaluator;
import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.FlagDifference;
import io.centercontrol.flags.authoring.model.FlagKind;
import io.centercontrol.kernel.FlagKey;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PromotionDocumentTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final PromotedFlag.Otherwise OTHERWISE =
            new PromotedFlag.Otherwise(FlagKind.OPERATIONAL, "Ann", null);
    private static final Evaluator STAFF = new Evaluator(
            "staff", "Who works here", "{\"in\":[{\"var\":\"plan\"},[\"staff\",\"crew\"]]}", false, 1, NOW);
    private static final Evaluator INSIDERS =
            new Evaluator("insiders", "", "{\"or\":[{\"$ref\":\"staff\"},false]}", false, 1, NOW);
    private static final EvaluatorSet SHARED =
            new EvaluatorSet(Map.of("staff", STAFF.rule(), "insiders", INSIDERS.rule()));

    @Property(tries = 500)
    void what_is_taken_out_and_put_in_elsewhere_is_taken_out_the_same(
            @ForAll("contents") Map<String, FlagContent> contents) {
        var there = new ArrayList<Flag>();
        contents.forEach((key, content) ->
                there.add(Flag.create(key, content, SHARED, NOW).next()));
        var document = PromotionDocument.authored(there, List.of(STAFF, INSIDERS));

        var read = PromotionDocument.read(document);
        assertThat(read.leftOut()).isEmpty();
        assertThat(read.flags().keySet()).containsExactlyElementsOf(new TreeMap<>(contents).keySet());
        var shared = new ArrayList<Evaluator>();
        read.evaluators()
                .forEach((name, one) -> shared.add(new Evaluator(
                        name, one.description() == null ? "" : one.description(), one.rule(), false, 1, NOW)));
        var here = new ArrayList<Flag>();
        read.flags().forEach((key, one) -> {
            var content = one.onto(key, null, OTHERWISE);
            assertThat(FlagDifference.between(contents.get(key), content))
                    .as("only what belongs to one environment stays behind")
                    .allMatch(field -> field.path().startsWith("/tenantOverrides")
                            || field.path().startsWith("/planOverrides"));
            here.add(Flag.create(key, content, SHARED, NOW).next());
        });
        assertThat(PromotionDocument.authored(here.reversed(), shared)).isEqualTo(document);
    }

    @Property(tries = 200)
    void a_flag_that_is_put_in_where_it_came_from_is_not_changed(
            @ForAll("contents") Map<String, FlagContent> contents) {
        contents.forEach((key, content) -> {
            var flag = Flag.create(key, content, SHARED, NOW).next();
            var document = PromotionDocument.authored(List.of(flag), List.of(STAFF, INSIDERS));
            var again = requireNonNull(PromotionDocument.read(document).flags().get(key))
                    .onto(key, content, OTHERWISE);
            assertThat(FlagDifference.between(content, again)).isEmpty();
        });
    }

    @Provide
    Arbitrary<Map<String, FlagContent>> contents() {
        var keys = Arbitraries.strings()
                .withChars("abcXYZ019._-/;:%~ \\\"$äß中\u0301")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(FlagKey::isOne);
        return Arbitraries.maps(keys, content()).ofMaxSize(6);
    }

    private static Arbitrary<FlagContent> content() {
        var words = Arbitraries.strings()
                .withChars("aä€\"\\/ ,~<\u200dz")
                .ofMinLength(1)
                .ofMaxLength(20);
        var names = words.map(word -> "n" + word);
        var tags = Arbitraries.strings()
                .withChars("ab0._:-")
                .ofMaxLength(6)
                .map(tag -> "t" + tag)
                .set()
                .ofMaxSize(4);
        return Combinators.combine(
                        names,
                        words,
                        Arbitraries.of(FlagKind.class),
                        tags,
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 400),
                        definitions(),
                        Arbitraries.of(true, false))
                .as((name, about, kind, tagged, sensitive, lifetime, definition, overridden) -> {
                    var content = FlagContent.first(
                            name, about, kind, name, tagged, sensitive, lifetime, definition, overridden ? "v1" : "v0");
                    return overridden
                            ? content.withPlanOverride("gold", "v1")
                                    .withTenantOverride(new TenantId(new UUID(0, lifetime)), "v0")
                            : content;
                });
    }

    /** Members in any order, values of every type, metadata of the author's own, targeting with and without references. */
    private static Arbitrary<String> definitions() {
        var values = Arbitraries.of(
                List.<Object>of(true, false),
                List.<Object>of("a\"ä", ""),
                List.<Object>of(1, 2.5),
                List.<Object>of(-0.0, 9_007_199_254_740_991L),
                List.<Object>of(Map.of("x", List.of(1, "y", Map.of())), Map.of()));
        var targeting = Arbitraries.of(
                "",
                "{}",
                "{\"if\":[{\"$ref\":\"insiders\"},\"v0\",\"v1\"]}",
                "{\"fractional\":[{\"var\":\"tenantId\"},[\"v0\",10],[\"v1\",90]]}",
                "{\"if\":[{\"<\":[{\"var\":\"x\"},1.50]},\"v0\",null]}");
        var metadata = Arbitraries.of("", "{\"team\":\"pay\",\"n\":1.0}", "{\"cc\":true,\"attributes\":\"plan\"}");
        return Combinators.combine(
                        values, targeting, metadata, Arbitraries.of("v0", "v1", ""), Arbitraries.of(true, false))
                .as((pair, rule, about, byDefault, turned) -> {
                    var members = new LinkedHashMap<String, String>();
                    if (!about.isEmpty()) {
                        members.put("metadata", about);
                    }
                    members.put("state", turned ? "\"ENABLED\"" : "\"DISABLED\"");
                    members.put(
                            "variants",
                            "{\"v0\":" + Json.write(pair.get(0)) + ",\"v1\": " + Json.write(pair.get(1)) + "}");
                    if (!byDefault.isEmpty()) {
                        members.put("defaultVariant", "\"" + byDefault + "\"");
                    }
                    if (!rule.isEmpty()) {
                        members.put("targeting", rule);
                    }
                    var order = new ArrayList<>(members.keySet());
                    var text = new StringBuilder();
                    for (var name : turned ? order : order.reversed()) {
                        text.append(text.isEmpty() ? "" : " , ")
                                .append('"')
                                .append(name)
                                .append("\":")
                                .append(members.get(name));
                    }
                    return "{" + text + "}";
                });
    }

    @Test
    void a_document_from_elsewhere_takes_what_is_not_said_from_the_caller_or_the_flag_as_it_is() {
        var read = PromotionDocument.read("""
                {"$schema": "https://flagd.dev/schema/v0/flags.json",
                 "metadata": {"flagSetId": "shop", "version": "7"},
                 "flags": {"new-basket": {"state": "ENABLED", "variants": {"on": true, "off": false},
                   "defaultVariant": "on", "metadata": {"cc.tags": "b, a,,", "team": "pay"}}}}
                """);
        assertThat(read.leftOut()).containsExactly("/metadata/flagSetId", "/metadata/version");
        var promoted = requireNonNull(read.flags().get("new-basket"));
        var created = promoted.onto("new-basket", null, OTHERWISE);
        assertThat(created.name()).isEqualTo("new-basket");
        assertThat(created.owner()).isEqualTo("Ann");
        assertThat(created.kind()).isEqualTo(FlagKind.OPERATIONAL);
        assertThat(created.lifetimeDays()).isZero();
        assertThat(created.tags()).containsExactly("a", "b");
        assertThat(created.sensitive()).isFalse();
        assertThat(created.definition()).contains("\"team\":\"pay\"").doesNotContain("cc.tags");

        var before = FlagContent.first(
                        "Basket", "About", FlagKind.RELEASE, "Bob", Set.of("z"), true, 12, created.definition(), "on")
                .withPlanOverride("gold", "on")
                .withArchived(true);
        var changed = promoted.onto("new-basket", before, OTHERWISE);
        assertThat(changed.owner()).isEqualTo("Bob");
        assertThat(changed.sensitive()).isTrue();
        assertThat(changed.lifetimeDays()).isEqualTo(12);
        assertThat(changed.offVariant()).isEqualTo("on");
        assertThat(changed.planOverrides()).containsEntry("gold", "on");
        assertThat(changed.archived()).isFalse();
        assertThat(changed.tags()).containsExactly("a", "b");
    }

    @Test
    void all_that_is_wrong_is_told_by_its_place_in_the_document() {
        assertThat(problems("""
                {"flags": {"a/b": {"state": "ON", "variants": {"on": true}},
                           "c": {"state": "ENABLED", "variants": {"on": true, "off": 1},
                                 "targeting": {"if": [{"$ref": "nobody"}, "on", "off"]}}}}
                """))
                .contains("/flags/a~1b/state", "/flags/c/variants/off")
                // What flagd loads and falls back for is kept, and warned of.
                .doesNotContain("/flags/c/targeting/if/0/$ref");
        assertThat(problems("""
                {"flags": {"c": {"state": "ENABLED", "variants": {"on": true}, "metadata": {
                   "cc.kind": "HUGE", "cc.sensitive": "yes", "cc.lifetimeDays": 1.5, "cc.owner": 1}}}}
                """))
                .containsExactly(
                        "/flags/c/metadata/cc.kind",
                        "/flags/c/metadata/cc.owner",
                        "/flags/c/metadata/cc.sensitive",
                        "/flags/c/metadata/cc.lifetimeDays");
        assertThat(problems("{\"flags\": 1}")).contains("/flags");
        assertThat(problems("[]")).containsExactly("");
        assertThat(problems("{\"flags\":{}} x")).containsExactly("");
        assertThat(problems("{\"flags\":{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}}"))
                .containsExactly("");
        assertThat(problems("{\"$evaluators\":{\"a\":{\"$ref\":\"b\"},\"b\":{\"$ref\":\"a\"}},\"flags\":{}}"))
                .isNotEmpty()
                .allMatch(pointer -> pointer.startsWith("/$evaluators/"));
    }

    @Test
    void a_compiled_document_is_for_readers_and_not_put_in() {
        var content = FlagContent.first(
                        "Basket",
                        "",
                        FlagKind.RELEASE,
                        "Bob",
                        Set.of(),
                        true,
                        12,
                        "{\"state\":\"ENABLED\",\"variants\":{\"on\":true,\"off\":false},\"defaultVariant\":\"on\"}",
                        null)
                .withPlanOverride("gold", "off");
        var basket = Flag.create("basket", content, EvaluatorSet.EMPTY, NOW).next();
        var gone = Flag.create("gone", content.withArchived(true), EvaluatorSet.EMPTY, NOW)
                .next();
        var compiled = PromotionDocument.compiled(List.of(basket, gone));
        assertThat(compiled).contains("gold").doesNotContain("gone").doesNotContain("Bob");
        assertThat(problems(compiled)).containsExactly("/metadata/cc.export");
        assertThat(PromotionDocument.authored(List.of(basket, gone), List.of()))
                .contains("Bob")
                .doesNotContain("gold")
                .doesNotContain("gone");
    }

    @Test
    void what_the_model_says_of_a_flag_is_told_by_its_place_in_the_document() {
        assertThat(at("/definition/targeting/if/1")).isEqualTo("/flags/a~1b/targeting/if/1");
        assertThat(at("/owner")).isEqualTo("/flags/a~1b/metadata/cc.owner");
        assertThat(at("/offVariant")).isEqualTo("/flags/a~1b/metadata/cc.offVariant");
        assertThat(at("/tenantOverrides/1")).isEqualTo("/flags/a~1b");
        assertThat(at("/key")).isEqualTo("/flags/a~1b");
        assertThat(Places.ofEvaluator("x", new Violation("/rule/in", "A", "b")).pointer())
                .isEqualTo("/$evaluators/x/in");
    }

    private static String at(String pointer) {
        return Places.ofFlag("a/b", new Violation(pointer, "A", "b")).pointer();
    }

    private static List<String> problems(String document) {
        var found = new ArrayList<String>();
        assertThatThrownBy(() -> PromotionDocument.read(document))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> ((Refusal.Invalid) refused.refusal())
                                .violations()
                                .forEach(one -> found.add(one.pointer())));
        return found;
    }
}
