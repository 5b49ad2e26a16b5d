package io.centercontrol.evaluation;

import io.centercontrol.evaluation.logic.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom an evaluation is about and what is known of them: OpenFeature's evaluation context, asked attribute by attribute so
 * that an implementation need not put together a map. A value is a String, a Number, a Boolean, or a List or Map of such.
 */
public interface FlagContext extends Attributes {
    /** A context of nothing. */
    FlagContext EMPTY = new MapContext(null, Map.of());

    /** A context over a map, which is not copied. Without a targeting key the attribute "targetingKey" stands for it. */
    static FlagContext of(@Nullable String targetingKey, Map<String, ?> attributes) {
        return new MapContext(targetingKey, attributes);
    }
}
