package io.centercontrol.flags.changes.http;

import io.centercontrol.flags.changes.ChangeStep;
import io.centercontrol.flags.changes.model.State;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step in the history of a change request, as clients see it. */
record StepView(
        long version,
        State state,
        String type,
        Instant time,
        Actor actor,
        @Nullable String reason,
        @Nullable String correlationId,
        List<FieldChange> changes) {
    static StepView of(ChangeStep step) {
        var cause = step.cause();
        return new StepView(
                step.state().version(),
                step.state().state(),
                step.type(),
                step.time(),
                cause.actor(),
                cause.reason(),
                cause.correlationId(),
                step.changes());
    }
}
