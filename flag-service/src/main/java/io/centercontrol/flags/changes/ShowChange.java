package io.centercontrol.flags.changes;

import io.centercontrol.flags.authoring.Evaluators;
import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.kernel.RefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Someone looks at a change request, perhaps to approve it. */
@ApplicationScoped
public class ShowChange {
    private final Flags flags;
    private final Evaluators evaluators;
    private final ChangeRequests requests;
    private final Clock clock;

    ShowChange(Flags flags, Evaluators evaluators, ChangeRequests requests, Clock clock) {
        this.flags = flags;
        this.evaluators = evaluators;
        this.requests = requests;
        this.clock = clock;
    }

    /** Which one. */
    public record Command(UUID id) {}

    /** As it stands, with the hash that an approval must carry; refuses when there is none. */
    public Uni<Proposed> run(Command command) {
        return requests.get(command.id())
                .chain(request -> request.state().isLive()
                        ? evaluators
                                .all()
                                .chain(all -> flags.get(request.flag()).map(kept -> live(request, kept.state(), all)))
                        : Uni.createFrom().item(Proposed.ended(request)));
    }

    private Proposed live(ChangeRequest request, Flag flag, EvaluatorSet all) {
        try {
            return new Proposed(request, request.hash(all), flag, request.preview(flag, all, clock.instant()));
        } catch (RefusedException e) {
            // An evaluator that it refers to may be gone: then it is looked at, but not approved.
            return new Proposed(request, null, flag, null);
        }
    }
}
