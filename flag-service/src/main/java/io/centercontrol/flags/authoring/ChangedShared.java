package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Evaluator;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kit.aggregate.Written;
import java.util.List;

/**
 * What became of a shared evaluator, and of the flags that use it.
 *
 * @param changes the readable difference; empty when nothing was to be changed
 * @param flags those whose readers are told something else by it
 */
public record ChangedShared(Evaluator evaluator, List<FieldChange> changes, List<Written<Flag>> flags) {
    public ChangedShared {
        changes = List.copyOf(changes);
        flags = List.copyOf(flags);
    }
}
