package io.centercontrol.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One flagd definition made of several layers, which still knows where each of them is. */
public final class LayeredDefinition {
    static final String CHAIN = "/targeting/if/";

    private final String json;
    private final List<Layer> rules;
    private final Layer otherwise;
    private final String authored;
    private final @Nullable String rollout;

    /**
     * One of a chain of rules.
     *
     * @param rules what each of them is of
     * @param otherwise what the default is of
     * @param authored where the author's targeting stands
     * @param rollout where the share stands that is asked after that; null when none is
     */
    LayeredDefinition(String json, List<Layer> rules, Layer otherwise, String authored, @Nullable String rollout) {
        this.json = json;
        this.rules = List.copyOf(rules);
        this.otherwise = otherwise;
        this.authored = authored;
        this.rollout = rollout;
    }

    /** The definition, which {@link Flag#compile(String, String)} and every flagd client understand. */
    public String json() {
        return json;
    }

    /** Which layer decided. */
    public Layer layer(Explanation explanation) {
        if (explanation.resolution().reason() == Reason.DISABLED) {
            return Layer.STATE;
        }
        if (explanation.resolution().reason() == Reason.STATIC
                || explanation.resolution().reason() == Reason.DEFAULT) {
            return otherwise;
        }
        if (rollout != null && explanation.pointer().startsWith(rollout)) {
            return Layer.ROLLOUT;
        }
        var rule = rule(explanation.pointer());
        return rule < 0 ? Layer.TARGETING : rules.get(rule);
    }

    /** What decided, as a JSON pointer into what the flag's author wrote; empty when it was another layer. */
    public String authoredPointer(Explanation explanation) {
        var pointer = explanation.pointer();
        if (!pointer.startsWith("/targeting")) {
            return pointer;
        }
        return pointer.startsWith(authored) ? "/targeting" + pointer.substring(authored.length()) : "";
    }

    /** Which of our rules, or -1. */
    private int rule(String pointer) {
        for (var at = 0; at < rules.size(); at++) {
            if (pointer.equals(CHAIN + (2 * at + 1))) {
                return at;
            }
        }
        return -1;
    }
}
