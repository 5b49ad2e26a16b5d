package io.centercontrol.flags.changes;

import io.centercontrol.flags.authoring.FlagWatch;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A flag's content has moved: what was proposed for the content before is void, and says so at once. */
@ApplicationScoped
class VoidMoved implements FlagWatch {
    private final ChangeRequests requests;
    private final Clock clock;

    VoidMoved(ChangeRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public Uni<Void> changed(Flag before, Flag next, Cause cause) {
        if (before.content().equals(next.content())) {
            // A kill switch and the steps of a rollout are no content.
            return Uni.createFrom().voidItem();
        }
        return requests.lockLive(next.key())
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                // The one that is being applied has moved it.
                .filter(request -> !request.id().toString().equals(cause.causationId()))
                .onItem()
                .transformToUniAndConcatenate(
                        request -> requests.save(request.baseMoved(next, cause.actor(), clock.instant()), cause))
                .onItem()
                .ignoreAsUni();
    }
}
