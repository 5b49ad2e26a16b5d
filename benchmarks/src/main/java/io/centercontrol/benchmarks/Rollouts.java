package io.centercontrol.benchmarks;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Flags that all say the same: on for a hundred tenants and for one plan, off for another, and for a tenth of the rest.
 * Each flag has tenants of its own. Once in the form of each client.
 */
final class Rollouts {
    private static final int LISTED = 100;
    private static final int TENTH = 10;
    private static final Gson GSON = new Gson();

    private final Map<String, Set<String>> flags = new LinkedHashMap<>();

    Rollouts(int count, List<Shop> shops) {
        var random = new Random(3);
        for (var at = 0; at < count; at++) {
            var listed = new TreeSet<String>();
            while (listed.size() < LISTED) {
                listed.add(shops.get(random.nextInt(shops.size())).id());
            }
            flags.put("checkout-step-" + at, listed);
        }
    }

    /** The tenants that each flag names, by its key. */
    Map<String, Set<String>> listed() {
        return flags;
    }

    /** flagd's definition of one flag. */
    String flagd(String key) {
        return GSON.toJson(Map.of(
                "state",
                "ENABLED",
                "variants",
                Map.of("on", true, "off", false),
                "defaultVariant",
                "off",
                "targeting",
                Map.of(
                        "if",
                        List.of(
                                Map.of("in", List.of(Map.of("var", "tenantId"), listed(key))),
                                "on",
                                Map.of("==", List.of(Map.of("var", "plan"), "premium")),
                                "on",
                                Map.of("==", List.of(Map.of("var", "plan"), "free")),
                                "off",
                                Map.of(
                                        "fractional",
                                        List.of(
                                                Map.of(
                                                        "cat",
                                                        List.of(
                                                                Map.of("var", "$flagd.flagKey"),
                                                                Map.of("var", "tenantId"))),
                                                List.of("on", TENTH),
                                                List.of("off", 100 - TENTH)))))));
    }

    /** A document for flagd's provider. */
    String flagdDocument() {
        var document = new StringBuilder();
        flags.keySet()
                .forEach(key -> document.append(document.isEmpty() ? "" : ",")
                        .append(GSON.toJson(key))
                        .append(':')
                        .append(flagd(key)));
        return "{\"flags\":{" + document + "}}";
    }

    /** A file for LaunchDarkly's data source. Its own weights are thousandths of a per cent. */
    String launchDarkly() {
        var byKey = new LinkedHashMap<String, Object>();
        flags.forEach((key, listed) -> byKey.put(
                key,
                Map.of(
                        "key",
                        key,
                        "on",
                        true,
                        "version",
                        1,
                        "salt",
                        "salt",
                        "variations",
                        List.of(true, false),
                        "targets",
                        List.of(Map.of("values", listed, "variation", 0)),
                        "rules",
                        List.of(launchDarklyRule("premium", 0), launchDarklyRule("free", 1)),
                        "fallthrough",
                        Map.of(
                                "rollout",
                                Map.of(
                                        "variations",
                                        List.of(
                                                Map.of("variation", 0, "weight", TENTH * 1000),
                                                Map.of("variation", 1, "weight", (100 - TENTH) * 1000)))),
                        "offVariation",
                        1)));
        return GSON.toJson(Map.of("flags", byKey));
    }

    private static Map<String, Object> launchDarklyRule(String plan, int variation) {
        return Map.of(
                "id", plan,
                "clauses", List.of(Map.of("attribute", "plan", "op", "in", "values", List.of(plan))),
                "variation", variation);
    }

    /** What Unleash's client is started with. Its strategies are alternatives. */
    String unleash() {
        var features = new ArrayList<Object>();
        flags.forEach((key, listed) -> features.add(Map.of(
                "name",
                key,
                "enabled",
                true,
                "strategies",
                List.of(
                        strategy("default", Map.of(), constraint("userId", "IN", listed)),
                        strategy("default", Map.of(), constraint("plan", "IN", Set.of("premium"))),
                        strategy(
                                "flexibleRollout",
                                Map.of("rollout", Integer.toString(TENTH), "stickiness", "userId", "groupId", key),
                                constraint("plan", "NOT_IN", Set.of("free")))))));
        return GSON.toJson(Map.of("version", 2, "features", features));
    }

    private static Map<String, Object> strategy(String name, Map<String, String> parameters, Object constraint) {
        return Map.of("name", name, "parameters", parameters, "constraints", List.of(constraint));
    }

    private static Map<String, Object> constraint(String name, String operator, Set<String> values) {
        return Map.of("contextName", name, "operator", operator, "values", values);
    }

    private Set<String> listed(String key) {
        return flags.getOrDefault(key, Set.of());
    }
}
