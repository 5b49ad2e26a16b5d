package io.centercontrol.evaluation;

import io.centercontrol.evaluation.json.Doubt;
import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import io.centercontrol.kernel.Violation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A flagd document: {@code flags}, {@code $evaluators} and {@code metadata}, taken apart. What is wrong does not keep the
 * rest from being read.
 *
 * @param flags each flag's definition as JSON, as its author wrote it, by key; those that are wrong too
 * @param evaluators each shared evaluator as JSON, by name
 * @param metadata what is said of the flags together
 * @param problems what is wrong, with the place in the document; empty for one that can be used
 * @param doubts what flagd loads all the same and falls back for, with the place in the document
 */
public record FlagDocument(
        Map<String, String> flags,
        Map<String, String> evaluators,
        Map<String, @Nullable Object> metadata,
        List<Violation> problems,
        List<Doubt> doubts) {
    private static final String EVALUATORS = "$evaluators";

    /** Takes a document apart. Flags may be an object by key, or an array of flags with a key. */
    public static FlagDocument parse(String json) {
        var problems = new Problems();
        // Two levels more: a definition is a member of a member of the document.
        var document = Json.readObject(json, Limits.DOCUMENT_BYTES, Limits.DEPTH + 2, problems);
        if (document == null) {
            return new FlagDocument(Map.of(), Map.of(), Map.of(), problems.list(), List.of());
        }
        var evaluators = object(document, EVALUATORS, problems);
        checkEvaluators(evaluators, problems);
        var definitions = definitions(document, problems);
        var flags = new LinkedHashMap<String, String>();
        definitions.forEach((key, definition) -> flags.put(key, flag(key, definition, evaluators, problems)));
        var texts = new LinkedHashMap<String, String>();
        evaluators.forEach((name, rule) -> texts.put(name, Json.write(rule)));
        return new FlagDocument(
                Collections.unmodifiableMap(flags),
                Collections.unmodifiableMap(texts),
                metadata(document, problems),
                problems.list(),
                problems.doubts());
    }

    /**
     * The targeting as JSON, with every reference replaced by the evaluator it refers to.
     *
     * @throws InvalidDefinition when it refers to one that is not there, or to itself
     */
    public static String inline(String targeting, Map<String, String> evaluators) {
        var problems = new Problems();
        var rule = Json.readObject(targeting, Limits.DEFINITION_BYTES, Limits.DEPTH, problems);
        var read = Evaluators.read(evaluators, problems);
        var inlined = rule == null ? null : Evaluators.inline(rule, "", read, Limits.DEPTH, problems);
        var text = inlined == null ? "" : Json.write(inlined);
        if (Json.utf8Length(text) > Limits.DEFINITION_BYTES) {
            problems.add(
                    "",
                    "TOO_LARGE",
                    "is larger than " + Limits.DEFINITION_BYTES + " bytes with its references resolved");
        }
        var all = new ArrayList<>(problems.list());
        problems.doubts().forEach(doubt -> all.add(doubt.found()));
        if (!all.isEmpty()) {
            throw new InvalidDefinition(all);
        }
        return text;
    }

    private static Map<String, @Nullable Object> definitions(
            Map<String, @Nullable Object> document, Problems problems) {
        var listed = Json.elements(document.get("flags"));
        if (listed == null) {
            if (!document.containsKey("flags")) {
                problems.add("/flags", "NO_FLAGS", "must be there: an object of flags by their keys");
            }
            return object(document, "flags", problems);
        }
        var byKey = new LinkedHashMap<String, @Nullable Object>();
        for (var at = 0; at < listed.size(); at++) {
            var pointer = Json.pointer("/flags", at);
            var flag = Json.members(listed.get(at));
            if (flag == null || !(flag.get("key") instanceof String key)) {
                problems.add(pointer, "NO_KEY", "must be a flag with a `key`");
                continue;
            }
            var definition = new LinkedHashMap<>(flag);
            definition.remove("key");
            if (byKey.putIfAbsent(key, definition) != null) {
                problems.add(pointer, "SAME_KEY", "has the key `" + key + "`, which a flag before it has");
            }
        }
        return byKey;
    }

    private static String flag(
            String key, @Nullable Object definition, Map<String, @Nullable Object> evaluators, Problems problems) {
        var text = Json.write(definition);
        var pointer = Json.pointer("/flags", key);
        var members = Json.members(definition);
        if (members == null) {
            problems.add(pointer, "NOT_AN_OBJECT", "must be a flag definition");
            return text;
        }
        var found = new Problems();
        if (Json.utf8Length(text) > Limits.DEFINITION_BYTES) {
            found.add(
                    "", "TOO_LARGE", "is larger than " + Limits.DEFINITION_BYTES + " bytes; move long lists elsewhere");
        } else {
            FlagReader.read(key, members, evaluators, Limits.DEPTH, InstantSource.system(), found);
        }
        found.list().forEach(problem -> problems.add(pointer + problem.pointer(), problem.code(), problem.message()));
        found.doubts()
                .forEach(doubt -> problems.doubt(
                        pointer + doubt.found().pointer(),
                        doubt.found().code(),
                        doubt.found().message(),
                        doubt.until()));
        return text;
    }

    /** An evaluator that no flag uses is checked, too: somebody will use it. */
    private static void checkEvaluators(Map<String, @Nullable Object> evaluators, Problems problems) {
        evaluators.forEach((name, rule) -> {
            var pointer = Json.pointer("/" + EVALUATORS, name);
            var members = Json.members(rule);
            if (members == null) {
                problems.add(pointer, "WRONG_TYPE", "must be a targeting rule, which is an object");
            } else {
                Evaluators.check(name, members, pointer, evaluators, problems);
            }
        });
    }

    private static Map<String, @Nullable Object> metadata(Map<String, @Nullable Object> document, Problems problems) {
        var metadata = object(document, "metadata", problems);
        metadata.forEach((name, value) -> {
            if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                problems.add(Json.pointer("/metadata", name), "WRONG_TYPE", "must be a text, a number or a boolean");
            }
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    private static Map<String, @Nullable Object> object(
            Map<String, @Nullable Object> document, String name, Problems problems) {
        if (!document.containsKey(name)) {
            return Map.of();
        }
        var members = Json.members(document.get(name));
        if (members == null) {
            problems.add(Json.pointer("", name), "WRONG_TYPE", "must be an object");
            return Map.of();
        }
        return members;
    }
}
