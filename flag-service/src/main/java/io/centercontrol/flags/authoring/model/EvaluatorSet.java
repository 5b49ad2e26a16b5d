package io.centercontrol.flags.authoring.model;

import io.centercontrol.evaluation.Limits;
import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All shared evaluators at one moment. */
public final class EvaluatorSet {
    /** None at all. */
    public static final EvaluatorSet EMPTY = new EvaluatorSet(Map.of());

    private static final String REFERENCE = "$ref";

    private final SortedMap<String, String> rules;
    private final Map<String, SortedSet<String>> references = new HashMap<>();

    /** Rules as JSON text by name. */
    public EvaluatorSet(Map<String, String> rules) {
        this.rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
        rules.forEach((name, rule) -> references.put(name, references(tree(rule))));
    }

    /** Rules as JSON text by name. */
    public SortedMap<String, String> rules() {
        return rules;
    }

    /** The same after a change of one. */
    public EvaluatorSet after(Evaluator changed) {
        return changed.deleted() ? without(changed.name()) : with(changed.name(), changed.rule());
    }

    /** The same with one more, or another one. */
    EvaluatorSet with(String name, String rule) {
        var all = new TreeMap<>(rules);
        all.put(name, rule);
        return new EvaluatorSet(all);
    }

    /** The same without one. */
    private EvaluatorSet without(String name) {
        var all = new TreeMap<>(rules);
        all.remove(name);
        return new EvaluatorSet(all);
    }

    /** A rule taken apart; null when there is none of the name. */
    @Nullable
    Object find(String name) {
        var rule = rules.get(name);
        return rule == null ? null : tree(rule);
    }

    /** These names and those that they refer to, however far; also names that nothing here has. */
    SortedSet<String> reach(Collection<String> names) {
        var reached = new TreeSet<>(names);
        var next = new ArrayDeque<>(names);
        while (!next.isEmpty()) {
            for (var name : references.getOrDefault(next.remove(), Collections.emptySortedSet())) {
                if (reached.add(name)) {
                    next.add(name);
                }
            }
        }
        return reached;
    }

    /** The rules of some names, as far as there are such. */
    Map<String, String> only(Collection<String> names) {
        var some = new TreeMap<String, String>();
        for (var name : names) {
            var rule = rules.get(name);
            if (rule != null) {
                some.put(name, rule);
            }
        }
        return some;
    }

    /** Those that refer to one themselves. */
    SortedSet<String> referringTo(String name) {
        var referring = new TreeSet<String>();
        references.forEach((from, to) -> {
            if (to.contains(name)) {
                referring.add(from);
            }
        });
        return referring;
    }

    /** The names that a rule refers to itself. */
    static SortedSet<String> references(@Nullable Object rule) {
        var names = new TreeSet<String>();
        collect(rule, names);
        return names;
    }

    private static void collect(@Nullable Object value, SortedSet<String> names) {
        var elements = Json.elements(value);
        if (elements != null) {
            elements.forEach(element -> collect(element, names));
        }
        var members = Json.members(value);
        if (members != null) {
            if (members.get(REFERENCE) instanceof String name) {
                names.add(name);
            }
            members.values().forEach(member -> collect(member, names));
        }
    }

    static @Nullable Object tree(String rule) {
        return Json.readObject(rule, Limits.DEFINITION_BYTES, Limits.DEPTH, new Problems());
    }
}
