package io.centercontrol.provisioning.progress.store;

import io.centercontrol.provisioning.progress.model.Condition;
import io.centercontrol.provisioning.progress.model.Phase;
import io.centercontrol.provisioning.progress.model.ServiceProvisioning;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One element of {@code provisioning.services}; {@code until} is the deadline or the time of the next try. */
record ServiceEntryRow(
        String service,
        boolean required,
        long observedVersion,
        int attempt,
        PhaseWord phase,
        @Nullable Instant until,
        Condition.Status status,
        String reason,
        String message,
        Instant since) {
    enum PhaseWord {
        SETTLED,
        ASKED,
        BACKING_OFF,
        HELD
    }

    static ServiceEntryRow of(ServiceProvisioning s) {
        var word = switch (s.phase()) {
            case Phase.Settled _ -> PhaseWord.SETTLED;
            case Phase.Asked _ -> PhaseWord.ASKED;
            case Phase.BackingOff _ -> PhaseWord.BACKING_OFF;
            case Phase.Held _ -> PhaseWord.HELD;
        };
        var deadline = s.deadline();
        return new ServiceEntryRow(
                s.service(),
                s.required(),
                s.observedVersion(),
                s.attempt(),
                word,
                deadline == null ? s.nextTryAt() : deadline,
                s.condition().status(),
                s.condition().reason(),
                s.condition().message(),
                s.condition().since());
    }

    ServiceProvisioning toModel() {
        var next = switch (phase) {
            case SETTLED -> new Phase.Settled();
            case ASKED -> new Phase.Asked(Objects.requireNonNull(until));
            case BACKING_OFF -> new Phase.BackingOff(Objects.requireNonNull(until));
            case HELD -> new Phase.Held();
        };
        return new ServiceProvisioning(
                service, required, observedVersion, attempt, next, new Condition(status, reason, message, since));
    }
}
