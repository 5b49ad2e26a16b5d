package io.centercontrol.flags.keys;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;

/** One entry of a key's audit trail. */
public record KeyVersion(long version, String type, Instant time, Cause cause, List<FieldChange> changes) {
    public KeyVersion {
        changes = List.copyOf(changes);
    }
}
