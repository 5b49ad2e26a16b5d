package io.centercontrol.flags.changes.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.flags.changes.model.State;
import io.centercontrol.kit.aggregate.Version;
import io.centercontrol.kit.aggregate.VersionView;

/** One step in the history of a change request, as clients see it. */
record StepView(State state, @JsonUnwrapped VersionView step) {
    static StepView of(Version<ChangeRequest> step) {
        return new StepView(step.state().state(), VersionView.of(step));
    }
}
