package io.centercontrol.flags.authoring.model;

import io.centercontrol.evaluation.FlagDocument;
import io.centercontrol.evaluation.InvalidDefinition;
import io.centercontrol.evaluation.LayeredDefinition;
import io.centercontrol.evaluation.Layers;
import io.centercontrol.evaluation.Limits;
import io.centercontrol.evaluation.Share;
import io.centercontrol.evaluation.json.Doubt;
import io.centercontrol.evaluation.json.Json;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kernel.Violation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts all that is said of a flag into the one definition that its readers evaluate, or says what is wrong with it. */
final class Compiling {
    /** What all kill switches of a flag together may add to a definition; it is kept free, so that none is ever refused. */
    private static final int KEPT_FREE = 72 * 1024;

    /** Where what is wrong with a rollout is told. */
    private static final String ROLLOUT = "/rollout";

    private Compiling() {}

    /**
     * Compiles.
     *
     * @throws io.centercontrol.kernel.RefusedException names all that is wrong, by its place in the flag
     */
    static Compiled compile(
            String key,
            FlagContent content,
            List<KillSwitch> switches,
            @Nullable Share rollout,
            EvaluatorSet evaluators) {
        var definition = Definition.read(content.definition());
        if (content.archived()) {
            return archived(content, definition);
        }
        var uses = evaluators.reach(definition.references());
        try {
            var loaded = load(key, content, evaluators.only(uses)).flag();
            definition.checkNames();
            var compiled = layers(content, definition, loaded, List.of(), rollout, evaluators.only(uses))
                    .compile(key);
            roomIsLeft(compiled);
            return new Compiled(
                    switches.isEmpty()
                            ? compiled.json()
                            : layered(key, content, switches, rollout, evaluators)
                                    .json(),
                    definition.type(),
                    off(content, definition),
                    uses);
        } catch (InvalidDefinition e) {
            throw refusal(e.problems());
        }
    }

    /** All layers of what was compiled before, which still know which of them decides. */
    static LayeredDefinition layered(
            String key,
            FlagContent content,
            List<KillSwitch> switches,
            @Nullable Share rollout,
            EvaluatorSet evaluators) {
        var definition = Definition.read(content.definition());
        var shared = evaluators.only(evaluators.reach(definition.references()));
        var loaded = load(key, content, shared).flag();
        return layers(content, definition, loaded, switches, rollout, shared).compile(key);
    }

    /** Whether a share still reaches somebody, and whom it means; what else is wrong with the content is not its matter. */
    static boolean fits(String key, FlagContent content, Share rollout, EvaluatorSet evaluators) {
        if (content.archived()) {
            return false;
        }
        try {
            layered(key, content, List.of(), rollout, evaluators);
            return true;
        } catch (InvalidDefinition e) {
            return e.problems().stream().noneMatch(one -> one.pointer().startsWith(ROLLOUT));
        }
    }

    /** Readers that overlook that it is archived get no value either. It depends on nothing, and names nobody. */
    private static Compiled archived(FlagContent content, Definition definition) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("state", "DISABLED");
        members.put("variants", definition.variants());
        return new Compiled(Json.write(members), definition.type(), off(content, definition), new TreeSet<>());
    }

    /** As its author wrote it, so that places of errors are those that the author knows. */
    private static io.centercontrol.evaluation.Flag.Loaded load(
            String key, FlagContent content, Map<String, String> evaluators) {
        return io.centercontrol.evaluation.Flag.load(key, content.definition(), evaluators);
    }

    /**
     * What readers evaluate with less than its author meant, by its place in the flag; nothing of an archived one, which
     * nobody evaluates.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is no flag at all
     */
    static List<Doubt> doubts(String key, FlagContent content, EvaluatorSet evaluators) {
        if (content.archived()) {
            return List.of();
        }
        var definition = Definition.read(content.definition());
        if (definition.members().get("targeting") == null) {
            return List.of();
        }
        try {
            return load(key, content, evaluators.only(evaluators.reach(definition.references()))).doubts().stream()
                    .map(one -> new Doubt(inFlag(one.found()), one.until()))
                    .toList();
        } catch (InvalidDefinition e) {
            throw refusal(e.problems());
        }
    }

    private static Layers layers(
            FlagContent content,
            Definition definition,
            io.centercontrol.evaluation.Flag loaded,
            List<KillSwitch> switches,
            @Nullable Share rollout,
            Map<String, String> evaluators) {
        var tenants = new TreeMap<String, String>();
        content.tenantOverrides().forEach((tenant, variant) -> tenants.put(tenant.toString(), variant));
        return new Layers(
                inlined(content, definition, loaded, evaluators),
                off(content, definition),
                union(switches),
                tenants,
                content.planOverrides(),
                rollout);
    }

    private static String inlined(
            FlagContent content,
            Definition definition,
            io.centercontrol.evaluation.Flag loaded,
            Map<String, String> evaluators) {
        // What nobody can read stays as it is: what it refers to may not be there.
        if (evaluators.isEmpty() || loaded.isUnreadable()) {
            return content.definition();
        }
        var targeting = FlagDocument.inline(Json.write(definition.members().get("targeting")), evaluators);
        var members = new LinkedHashMap<>(definition.members());
        members.put("targeting", EvaluatorSet.tree(targeting));
        return Json.write(members);
    }

    private static io.centercontrol.evaluation.KillSwitch union(List<KillSwitch> switches) {
        if (switches.stream().anyMatch(one -> one.reach().everyone())) {
            return io.centercontrol.evaluation.KillSwitch.forEveryone();
        }
        var tenants = new LinkedHashSet<String>();
        var plans = new LinkedHashSet<String>();
        for (var one : switches) {
            one.reach().tenants().stream().map(TenantId::toString).forEach(tenants::add);
            plans.addAll(one.reach().plans());
        }
        return io.centercontrol.evaluation.KillSwitch.forThese(tenants, plans);
    }

    private static @Nullable String off(FlagContent content, Definition definition) {
        return content.offVariant() == null ? definition.falseVariant() : content.offVariant();
    }

    private static void roomIsLeft(LayeredDefinition compiled) {
        var most = Limits.DEFINITION_BYTES - KEPT_FREE;
        if (Json.utf8Length(compiled.json()) > most) {
            throw new InvalidDefinition(List.of(new Violation(
                    "",
                    "TOO_LARGE",
                    "is larger than " + most + " bytes with its evaluators and overrides; put tenants on a plan or give"
                            + " them a label instead of naming each")));
        }
    }

    private static RuntimeException refusal(List<Violation> problems) {
        return new Refusal.Invalid(problems.stream().map(Compiling::inFlag).toList()).asException();
    }

    private static Violation inFlag(Violation one) {
        return new Violation(pointer(one.pointer()), one.code(), Definition.sentence(one.message()));
    }

    /** Layers are told by their own places, all else is a part of the definition. */
    private static String pointer(String given) {
        return Stream.of("/offVariant", "/tenantOverrides", "/planOverrides", ROLLOUT)
                        .anyMatch(given::startsWith)
                ? given
                : "/definition" + given;
    }
}
