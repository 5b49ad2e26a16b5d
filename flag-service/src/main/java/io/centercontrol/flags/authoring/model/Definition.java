package io.centercontrol.flags.authoring.model;

import io.centercontrol.evaluation.Limits;
import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A flagd flag definition as its author wrote it, taken apart.
 *
 * @param members of the JSON object
 */
record Definition(Map<String, @Nullable Object> members) {
    private static final String POINTER = "/definition";
    private static final int LONGEST_NAME = 100;

    /**
     * Reads one.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is no JSON object within the limits
     */
    static Definition read(String text) {
        var problems = new Problems();
        var members = Json.readObject(text, Limits.DEFINITION_BYTES, Limits.DEPTH, problems);
        if (members == null) {
            throw refusal(problems.list());
        }
        return new Definition(members);
    }

    /** What is wrong with a definition, with its places as they are in the flag. */
    static RuntimeException refusal(List<Violation> problems) {
        return new Refusal.Invalid(problems.stream()
                        .map(one -> new Violation(POINTER + one.pointer(), one.code(), sentence(one.message())))
                        .toList())
                .asException();
    }

    /** The evaluation says what a value is or must be; people read sentences. */
    static String sentence(String message) {
        var text = message.startsWith("must") ? "It " + message : "This " + message;
        return text.endsWith(".") ? text : text + ".";
    }

    /** The shared evaluators that it names itself. */
    SortedSet<String> references() {
        return EvaluatorSet.references(members.get("targeting"));
    }

    /** The values by variant. */
    Map<String, @Nullable Object> variants() {
        var variants = Json.members(members.get("variants"));
        return variants == null ? Map.of() : variants;
    }

    /** What the values are; the evaluation has said before that all are the same. */
    FlagType type() {
        return switch (variants().values().stream().findFirst().orElse(null)) {
            case Boolean _ -> FlagType.BOOLEAN;
            case String _ -> FlagType.STRING;
            case Number _ -> FlagType.NUMBER;
            case null, default -> FlagType.OBJECT;
        };
    }

    /** The variant that is false, of several the first by name; null when there is none. */
    @Nullable
    String falseVariant() {
        return variants().entrySet().stream()
                .filter(variant -> Boolean.FALSE.equals(variant.getValue()))
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Names of variants are shown to people and kept beside the definition. */
    void checkNames() {
        var wrong = variants().keySet().stream()
                .filter(name -> DisplayText.isBlank(name) || name.length() > LONGEST_NAME || !DisplayText.isLine(name))
                .map(name -> new Violation(
                        Json.pointer("/variants", name),
                        "INVALID_NAME",
                        "must be the name of a variant, of at most " + LONGEST_NAME + " characters on one line"))
                .toList();
        if (!wrong.isEmpty()) {
            throw refusal(wrong);
        }
    }

    /** All names of variants, for a message. */
    SortedSet<String> names() {
        return new TreeSet<>(variants().keySet());
    }
}
