package io.centercontrol.dataplane.flag;

import io.centercontrol.evaluation.Flag;
import org.jspecify.annotations.Nullable;

/**
 * A flag of the copy: its definition, and what was compiled from it once. Two are equal when their definitions are.
 */
public final class FlagEntry {
    private final String definition;
    private final @Nullable Flag flag;

    /**
     * Compiles the definition.
     *
     * @param archived an archived flag is kept, so that its version is known, and is no flag to anybody
     * @throws io.centercontrol.evaluation.InvalidDefinition when it is no flag
     */
    public FlagEntry(String key, String definition, boolean archived) {
        this.definition = definition;
        flag = archived ? null : Flag.load(key, definition);
    }

    /** flagd's flag definition, as JSON text. */
    public String definition() {
        return definition;
    }

    /** Null when it is archived. */
    public @Nullable Flag flag() {
        return flag;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlagEntry that
                && definition.equals(that.definition)
                && (flag == null) == (that.flag == null);
    }

    @Override
    public int hashCode() {
        return definition.hashCode();
    }
}
