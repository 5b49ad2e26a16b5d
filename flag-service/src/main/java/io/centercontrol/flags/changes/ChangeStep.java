package io.centercontrol.flags.changes;

import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;

/** One step in the history of a change request: the whole of it, who took the step, when and why. */
public record ChangeStep(ChangeRequest state, String type, Instant time, Cause cause, List<FieldChange> changes) {
    public ChangeStep {
        changes = List.copyOf(changes);
    }
}
