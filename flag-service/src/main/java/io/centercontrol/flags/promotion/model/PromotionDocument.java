package io.centercontrol.flags.promotion.model;

import io.centercontrol.evaluation.FlagDocument;
import io.centercontrol.evaluation.Limits;
import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import io.centercontrol.flags.authoring.model.Evaluator;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A flagd document that flags can be made of.
 *
 * @param flags by key
 * @param evaluators shared ones by name
 * @param leftOut places of what it says and we cannot keep
 */
public record PromotionDocument(
        SortedMap<String, PromotedFlag> flags, SortedMap<String, PromotedEvaluator> evaluators, List<String> leftOut) {
    private static final String EXPORT = "cc.export";
    private static final String AUTHORED = "authored";
    private static final String COMPILED = "compiled";
    private static final String ABOUT_EVALUATOR = "cc.evaluator.";

    /**
     * A shared evaluator in a document.
     *
     * @param rule JSON text
     * @param description null when it says none
     */
    public record PromotedEvaluator(String rule, @Nullable String description) {}

    /** What authors wrote, to be put into another environment; the same flags give the same bytes. Archived ones are left out. */
    public static String authored(Collection<Flag> flags, Collection<Evaluator> evaluators) {
        var metadata = new TreeMap<String, @Nullable Object>();
        metadata.put(EXPORT, AUTHORED);
        var rules = new TreeMap<String, @Nullable Object>();
        for (var evaluator : evaluators) {
            rules.put(evaluator.name(), tree(evaluator.rule()));
            if (!evaluator.description().isEmpty()) {
                metadata.put(ABOUT_EVALUATOR + evaluator.name(), evaluator.description());
            }
        }
        var definitions = new TreeMap<String, @Nullable Object>();
        flags.stream()
                .filter(flag -> !flag.content().archived())
                .forEach(flag -> definitions.put(flag.key(), PromotedFlag.write(flag.content())));
        return write(definitions, rules, metadata);
    }

    /** What readers evaluate: with what is shared, overrides and kill switches in each definition. */
    public static String compiled(Collection<Flag> flags) {
        var definitions = new TreeMap<String, @Nullable Object>();
        flags.stream()
                .filter(flag -> !flag.content().archived())
                .forEach(
                        flag -> definitions.put(flag.key(), tree(flag.compiled().definition())));
        return write(definitions, Map.of(), Map.of(EXPORT, COMPILED));
    }

    private static String write(
            Map<String, @Nullable Object> flags,
            Map<String, @Nullable Object> evaluators,
            Map<String, ? extends @Nullable Object> metadata) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("$schema", "https://flagd.dev/schema/v0/flags.json");
        document.put("flags", flags);
        document.put("$evaluators", evaluators);
        document.put("metadata", metadata);
        return Json.write(document);
    }

    /**
     * Reads any valid document.
     *
     * @throws io.centercontrol.kernel.RefusedException names all that is wrong, by its place in the document
     */
    public static PromotionDocument read(String text) {
        var document = FlagDocument.parse(text);
        var problems = new Problems();
        if (COMPILED.equals(document.metadata().get(EXPORT))) {
            problems.add(
                    Json.pointer("/metadata", EXPORT),
                    "IS_COMPILED",
                    "is a compiled document: kill switches and overrides of where it was taken are in its targeting; export"
                            + " it without compiled");
        }
        var flags = new TreeMap<String, PromotedFlag>();
        if (document.problems().isEmpty()) {
            document.flags()
                    .forEach((key, definition) ->
                            flags.put(key, PromotedFlag.read(definition, Json.pointer("/flags", key), problems)));
        }
        refuse(document.problems(), problems.list());
        var evaluators = new TreeMap<String, PromotedEvaluator>();
        document.evaluators()
                .forEach((name, rule) -> evaluators.put(
                        name,
                        new PromotedEvaluator(
                                rule,
                                document.metadata().get(ABOUT_EVALUATOR + name) instanceof String about
                                        ? about
                                        : null)));
        var leftOut = document.metadata().keySet().stream()
                .filter(name -> !name.equals(EXPORT)
                        && !(name.startsWith(ABOUT_EVALUATOR)
                                && evaluators.containsKey(name.substring(ABOUT_EVALUATOR.length()))))
                .map(name -> Json.pointer("/metadata", name))
                .toList();
        return new PromotionDocument(flags, evaluators, leftOut);
    }

    private static void refuse(List<Violation> first, List<Violation> then) {
        var all = new ArrayList<>(first);
        all.addAll(then);
        if (!all.isEmpty()) {
            throw new Refusal.Invalid(all.stream()
                            .map(one -> new Violation(one.pointer(), one.code(), sentence(one.message())))
                            .toList())
                    .asException();
        }
    }

    private static String sentence(String message) {
        return (message.startsWith("must") ? "It " : "This ") + message + ".";
    }

    private static @Nullable Object tree(String json) {
        // A compiled definition is deeper than an authored one by the chain of its layers.
        return Json.readObject(json, Limits.DOCUMENT_BYTES, 2 * Limits.DEPTH, new Problems());
    }
}
