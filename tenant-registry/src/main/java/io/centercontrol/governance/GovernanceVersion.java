package io.centercontrol.governance;

import io.centercontrol.governance.model.Governance;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.FieldChange;
import java.util.List;
import java.util.UUID;

/** One version in the history: the whole governance, and what led to it. */
public record GovernanceVersion(
        Governance governance, UUID eventId, String type, Cause cause, List<FieldChange> changes) {
    public GovernanceVersion {
        changes = List.copyOf(changes);
    }
}
