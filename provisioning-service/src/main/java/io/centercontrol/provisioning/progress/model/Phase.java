package io.centercontrol.provisioning.progress.model;

import java.time.Instant;

/** What is to happen next between one service and one tenant. */
public sealed interface Phase {
    /** Nothing: the service has the desired version. */
    record Settled() implements Phase {}

    /** The service was asked for an attempt, and its report is awaited until {@code deadline}. */
    record Asked(Instant deadline) implements Phase {}

    /** The last attempt failed; the next one is asked for at {@code nextTryAt}. */
    record BackingOff(Instant nextTryAt) implements Phase {}

    /** An attempt is due, but the provisioning is paused. */
    record Held() implements Phase {}
}
