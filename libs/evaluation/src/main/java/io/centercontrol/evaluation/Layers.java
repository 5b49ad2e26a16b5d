package io.centercontrol.evaluation;

import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that is said of one flag. It becomes one flagd definition, so that every client of flagd gives the answer we give: a
 * chain of kill switch, tenant overrides, plan overrides, the author's targeting and the share of a rollout.
 *
 * <p>A kill switch never becomes {@code state: DISABLED}: that would hand the caller its own default, which may be on. It
 * reaches disabled flags, too.
 *
 * @param definition what the author wrote, as JSON without references
 * @param offVariant the variant of a kill switch; null when the flag has none
 * @param killSwitch for whom it is switched off
 * @param tenantOverrides variants by tenant id
 * @param planOverrides variants by plan
 * @param rollout the share that gets a variant where the targeting gives none; null for none
 */
public record Layers(
        String definition,
        @Nullable String offVariant,
        KillSwitch killSwitch,
        Map<String, String> tenantOverrides,
        Map<String, String> planOverrides,
        @Nullable Share rollout) {
    /** The context's attribute with the tenant's id. */
    public static final String TENANT = "tenantId";

    /** The context's attribute with the tenant's plan. */
    public static final String PLAN = "plan";

    /** The member of a definition's metadata that names, separated by commas, the attributes a client has to send. */
    public static final String ATTRIBUTES = "attributes";

    /** Copies the maps. */
    public Layers {
        tenantOverrides = Map.copyOf(tenantOverrides);
        planOverrides = Map.copyOf(planOverrides);
    }

    /** Nothing but what the author wrote. */
    public static Layers of(String definition) {
        return new Layers(definition, null, KillSwitch.none(), Map.of(), Map.of(), null);
    }

    /** The same, switched off by this variant for these. */
    public Layers off(String variant, KillSwitch forWhom) {
        return new Layers(definition, variant, forWhom, tenantOverrides, planOverrides, rollout);
    }

    /** The same with overrides, variants by tenant id and by plan. */
    public Layers overrides(Map<String, String> byTenant, Map<String, String> byPlan) {
        return new Layers(definition, offVariant, killSwitch, byTenant, byPlan, rollout);
    }

    /** The same with a variant rolled out to a share. */
    public Layers rollout(Share share) {
        return new Layers(definition, offVariant, killSwitch, tenantOverrides, planOverrides, share);
    }

    /**
     * Compiles all of it into one definition. The same layers give the same bytes.
     *
     * @throws InvalidDefinition with everything that is wrong with the definition or with a layer
     */
    public LayeredDefinition compile(String key) {
        var problems = new Problems();
        var authored = Json.readObject(definition, Limits.DEFINITION_BYTES, Limits.DEPTH, problems);
        if (authored == null) {
            throw new InvalidDefinition(problems.list());
        }
        var flag = FlagReader.read(key, authored, Map.of(), Limits.DEPTH, InstantSource.system(), problems);
        var variants = Json.members(authored.get("variants"));
        check(variants == null ? Set.of() : variants.keySet(), problems);
        if (rollout != null) {
            ShareRule.check(rollout, authored, flag != null && flag.isUnreadable(), problems);
        }
        if (!problems.none()) {
            throw new InvalidDefinition(problems.list());
        }
        return compile(key, authored, flag != null && flag.isUnreadable(), problems);
    }

    private void check(Set<String> variants, Problems problems) {
        if (offVariant != null) {
            known(offVariant, "/offVariant", variants, problems);
        } else if (killSwitch.thrown()) {
            problems.add(
                    "/offVariant", "NO_OFF_VARIANT", "must be named, so that the kill switch has something to pick");
        }
        names(killSwitch.tenants(), "/killSwitch/tenants", problems);
        names(killSwitch.plans(), "/killSwitch/plans", problems);
        names(tenantOverrides.keySet(), "/tenantOverrides", problems);
        names(planOverrides.keySet(), "/planOverrides", problems);
        new TreeMap<>(tenantOverrides)
                .forEach((tenant, variant) ->
                        known(variant, Json.pointer("/tenantOverrides", tenant), variants, problems));
        new TreeMap<>(planOverrides)
                .forEach((plan, variant) -> known(variant, Json.pointer("/planOverrides", plan), variants, problems));
    }

    private static void names(Set<String> names, String pointer, Problems problems) {
        if (names.contains("")) {
            problems.add(pointer, "NO_NAME", "holds an empty name; leave it out");
        }
    }

    private static void known(String variant, String pointer, Set<String> variants, Problems problems) {
        if (!variants.contains(variant)) {
            problems.add(
                    pointer,
                    "UNKNOWN_VARIANT",
                    "names the variant `" + variant + "`, which the flag does not have; it has " + variants);
        }
    }

    private LayeredDefinition compile(
            String key, Map<String, @Nullable Object> authored, boolean unreadable, Problems problems) {
        var disabled = "DISABLED".equals(authored.get("state"));
        var chain = new ArrayList<@Nullable Object>();
        var layers = new ArrayList<Layer>();
        kill(chain, layers);
        if (!disabled && !killSwitch.everyone()) {
            overrides(TENANT, tenantOverrides, Layer.TENANT_OVERRIDE, chain, layers);
            overrides(PLAN, planOverrides, Layer.PLAN_OVERRIDE, chain, layers);
        }
        var open = !disabled && !killSwitch.everyone();
        var targeting = Json.members(authored.get("targeting"));
        var targeted = open && targeting != null && !targeting.isEmpty();
        var share = open ? rollout : null;
        if (share != null && !targeted) {
            chain.add(ShareRule.condition(key, share));
            chain.add(share.variant());
            layers.add(Layer.ROLLOUT);
        }
        var compiled = new LinkedHashMap<String, @Nullable Object>(authored);
        var last = chain.isEmpty() ? "/targeting" : LayeredDefinition.CHAIN + chain.size();
        if (share != null && targeted) {
            var both = Map.of("or", List.of(Objects.requireNonNull(targeting), ShareRule.rule(key, share)));
            compiled.put("targeting", both);
        }
        if (!chain.isEmpty()) {
            if (targeted) {
                chain.add(unreadable ? noVariant(authored) : compiled.get("targeting"));
            }
            compiled.put("state", "ENABLED");
            compiled.put("targeting", Map.of("if", chain));
            if (killSwitch.everyone()) {
                // Whoever cannot evaluate targeting gets the off variant all the same.
                compiled.put("defaultVariant", offVariant);
            } else if (disabled) {
                compiled.remove("defaultVariant");
            }
        }
        var json = written(key, compiled, problems);
        var otherwise = disabled ? Layer.STATE : Layer.DEFAULT;
        return share != null && targeted
                ? new LayeredDefinition(json, layers, otherwise, last + "/or/0", last + "/or/1")
                : new LayeredDefinition(json, layers, otherwise, last, null);
    }

    /**
     * In the place of a targeting that nobody can read: clients that compile a rule as a whole would read none of the layers
     * before it either, and so no kill switch. What is picked is no variant, which is an error to all of them.
     */
    private static String noVariant(Map<String, @Nullable Object> authored) {
        var variants = Json.members(authored.get("variants"));
        var name = "the targeting cannot be read";
        while (variants != null && variants.containsKey(name)) {
            name += "!";
        }
        return name;
    }

    private void kill(List<@Nullable Object> chain, List<Layer> layers) {
        if (killSwitch.everyone()) {
            chain.add(true);
            chain.add(offVariant);
            layers.add(Layer.KILL_SWITCH);
            return;
        }
        for (var killed : List.of(new Listed(TENANT, killSwitch.tenants()), new Listed(PLAN, killSwitch.plans()))) {
            if (!killed.names().isEmpty()) {
                chain.add(in(killed.attribute(), new TreeSet<>(killed.names())));
                chain.add(offVariant);
                layers.add(Layer.KILL_SWITCH);
            }
        }
    }

    private record Listed(String attribute, Set<String> names) {}

    private static void overrides(
            String attribute,
            Map<String, String> overrides,
            Layer layer,
            List<@Nullable Object> chain,
            List<Layer> layers) {
        SortedMap<String, SortedSet<String>> byVariant = new TreeMap<>();
        overrides.forEach((name, variant) ->
                byVariant.computeIfAbsent(variant, none -> new TreeSet<>()).add(name));
        byVariant.forEach((variant, names) -> {
            chain.add(in(attribute, names));
            chain.add(variant);
            layers.add(layer);
        });
    }

    private static Map<String, ?> in(String attribute, SortedSet<String> names) {
        return Map.of("in", List.of(Map.of("var", attribute), List.copyOf(names)));
    }

    /** The definition as JSON, with the attributes it needs in its metadata. */
    private static String written(String key, Map<String, @Nullable Object> compiled, Problems problems) {
        var flag = FlagReader.read(key, compiled, Map.of(), Limits.COMPILED_DEPTH, InstantSource.system(), problems);
        if (flag != null && !flag.attributes().isEmpty()) {
            var metadata = new LinkedHashMap<>(flag.metadata());
            metadata.put(ATTRIBUTES, String.join(",", flag.attributes()));
            compiled.put("metadata", metadata);
        }
        var text = Json.write(compiled);
        if (Json.utf8Length(text) > Limits.DEFINITION_BYTES) {
            problems.add(
                    "",
                    "TOO_LARGE",
                    "is larger than " + Limits.DEFINITION_BYTES
                            + " bytes with its layers; put tenants on a plan of their own instead of naming each");
        }
        if (!problems.none()) {
            throw new InvalidDefinition(problems.list());
        }
        return text;
    }
}
