package io.centercontrol.flags.promotion.model;

import io.centercontrol.evaluation.json.Doubt;
import io.centercontrol.evaluation.json.Json;
import io.centercontrol.kernel.Violation;

/** Where in a document stands what a flag or an evaluator is refused for. */
public final class Places {
    private static final String DEFINITION = "/definition";
    private static final String RULE = "/rule";

    private Places() {}

    /** The same with its place in the document, of a flag. */
    public static Violation ofFlag(String key, Violation found) {
        return new Violation(Json.pointer("/flags", key) + ofField(found.pointer()), found.code(), found.message());
    }

    /** Overrides are of the environment, so what is wrong with them is wrong with the flag as a whole. */
    private static String ofField(String pointer) {
        if (pointer.startsWith(DEFINITION)) {
            return pointer.substring(DEFINITION.length());
        }
        var member = pointer.isEmpty() ? null : Labels.member(pointer.substring(1));
        return member == null ? "" : Json.pointer("/metadata", member);
    }

    /** A flag came without what a kill switch picks, which nobody has to say but here. */
    public static Violation noOffVariant(String key) {
        return ofFlag(
                key,
                new Violation(
                        "/offVariant",
                        "NO_OFF_VARIANT",
                        "No variant of it is false, so that a kill switch has nothing to pick: none can be set until a variant"
                                + " is named here, or as offVariant by PUT. While it is disabled, callers take their own"
                                + " default."));
    }

    /** What is doubtful was kept as it came: that, what comes of it, and how it is mended. */
    public static Violation kept(Violation found, Doubt doubt) {
        return new Violation(
                found.pointer(),
                found.code(),
                found.message() + " It was kept as it is. " + doubt.until().sentence()
                        + (doubt.until() == Doubt.Until.AS_MEANT
                                ? ""
                                : " Mend it in the document and import it again, or by PUT."));
    }

    /** The same with its place in the document, of a shared evaluator. */
    public static Violation ofEvaluator(String name, Violation found) {
        var pointer = found.pointer();
        return new Violation(
                Json.pointer("/$evaluators", name) + (pointer.startsWith(RULE) ? pointer.substring(RULE.length()) : ""),
                found.code(),
                found.message());
    }
}
