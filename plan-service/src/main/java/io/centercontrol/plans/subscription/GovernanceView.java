package io.centercontrol.plans.subscription;

import io.centercontrol.plans.subscription.model.Defaults;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** What this service knows of governance: a local view, fed by {@code cc.governance.v1}. */
public interface GovernanceView {
    /** Takes note of a version; one that is known already changes nothing. */
    Uni<Void> hear(Defaults defaults, Instant since);

    /** What holds now; nothing and version 0 before governance was heard. */
    Uni<Defaults> defaults();

    /** What held at a moment, as far as it was heard. */
    Uni<Defaults> defaultsAt(Instant moment);
}
