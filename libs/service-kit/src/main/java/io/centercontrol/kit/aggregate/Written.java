package io.centercontrol.kit.aggregate;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command came to.
 *
 * @param kept the aggregate as it stands now
 * @param before as it stood before; null when there was none
 * @param change what was decided; null when nothing was to be changed
 */
public record Written<S extends Aggregate>(
        Kept<S> kept, @Nullable S before, @Nullable Change<S> change) {
    /** What happened; null when nothing was changed. */
    public @Nullable String type() {
        return change == null ? null : change.type();
    }

    /** The changed fields; none when nothing was changed. */
    public List<FieldChange> fields() {
        return change == null ? List.of() : change.fields();
    }
}
