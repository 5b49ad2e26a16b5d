package io.centercontrol.provisioning.progress.store;

import io.centercontrol.provisioning.progress.model.Phase;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A phase in a row; its time stands beside it. */
enum PhaseWord {
    SETTLED,
    ASKED,
    BACKING_OFF,
    HELD;

    static PhaseWord of(Phase phase) {
        return switch (phase) {
            case Phase.Settled _ -> SETTLED;
            case Phase.Asked _ -> ASKED;
            case Phase.BackingOff _ -> BACKING_OFF;
            case Phase.Held _ -> HELD;
        };
    }

    Phase toModel(@Nullable Instant until) {
        return switch (this) {
            case SETTLED -> new Phase.Settled();
            case ASKED -> new Phase.Asked(Objects.requireNonNull(until));
            case BACKING_OFF -> new Phase.BackingOff(Objects.requireNonNull(until));
            case HELD -> new Phase.Held();
        };
    }
}
