package io.centercontrol.provisioning.progress.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to happen next between one service and one tenant. */
public sealed interface Phase {
    /** Nothing: the service has done what is wanted of it. */
    record Settled() implements Phase {}

    /** The service was asked for an attempt, and its report is awaited until {@code deadline}. */
    record Asked(Instant deadline) implements Phase {}

    /** The last attempt failed; the next one is asked for at {@code nextTryAt}. */
    record BackingOff(Instant nextTryAt) implements Phase {}

    /** An attempt is due, but nothing is asked for: the provisioning is paused, or the tenant is being deleted. */
    record Held() implements Phase {}

    /** Whether nothing is left to do. */
    default boolean settled() {
        return this instanceof Settled;
    }

    /** Whether an attempt is asked for now. */
    default boolean awaiting() {
        return this instanceof Asked;
    }

    /** When the next attempt is asked for; null when none is planned. */
    default @Nullable Instant nextTryAt() {
        return switch (this) {
            case BackingOff(var at) -> at;
            case Settled _, Asked _, Held _ -> null;
        };
    }

    /** Until when the report is awaited; null when none is. */
    default @Nullable Instant deadline() {
        return switch (this) {
            case Asked(var at) -> at;
            case Settled _, BackingOff _, Held _ -> null;
        };
    }

    /** When time alone will move this on; null for never. */
    default @Nullable Instant dueAt() {
        return switch (this) {
            case Asked(var deadline) -> deadline;
            case BackingOff(var nextTryAt) -> nextTryAt;
            case Settled _, Held _ -> null;
        };
    }

    /** Whether a failure can be the answer to what is asked for, or was until it was held. */
    default boolean takesFailure() {
        return switch (this) {
            case Asked _, Held _ -> true;
            case Settled _, BackingOff _ -> false;
        };
    }
}
