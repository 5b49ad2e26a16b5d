package io.centercontrol.audit.retention;

import io.centercontrol.audit.retention.model.Bounds;
import io.smallrye.mutiny.Uni;

/** What governance allows: a local view, fed by its topic. */
public interface Governed {
    /** What it said last; no bounds while nothing was heard. */
    Uni<Bounds> bounds();

    /** Takes over what it says; what is not newer changes nothing. */
    Uni<Void> hear(long version, Bounds bounds);
}
