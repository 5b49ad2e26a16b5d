package io.centercontrol.provisioning.exports;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** How long exports of an erased tenant are kept: a local view, fed by the platform's limits. */
public interface Retention {
    /** What governance said last; the configured time before it said anything. */
    Uni<Duration> current();

    /** Takes over what governance says; what is not newer changes nothing. */
    Uni<Void> hear(long version, Duration retention);
}
