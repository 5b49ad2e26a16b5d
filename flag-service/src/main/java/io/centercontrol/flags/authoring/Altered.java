package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.FieldChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a flag.
 *
 * @param before null for one that began
 * @param type what happened; null when nothing was to be changed
 * @param changes the readable difference; empty when nothing was to be changed
 */
public record Altered(
        SavedFlag saved, @Nullable Flag before, @Nullable String type, List<FieldChange> changes) {
    public Altered {
        changes = List.copyOf(changes);
    }

    /** Whether nobody approved it, though somebody should have. */
    public boolean brokeGlass() {
        return Flag.BROKE_GLASS.equals(type);
    }
}
