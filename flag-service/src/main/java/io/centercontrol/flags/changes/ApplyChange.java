package io.centercontrol.flags.changes;

import io.centercontrol.flags.authoring.ReviseFlag;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** An approved change is made. */
@ApplicationScoped
class ApplyChange {
    private final ReviseFlag reviseFlag;
    private final ChangeRequests requests;

    ApplyChange(ReviseFlag reviseFlag, ChangeRequests requests) {
        this.reviseFlag = reviseFlag;
        this.requests = requests;
    }

    /** For who has locked the flag and then the request, and made sure that it is what was approved. */
    Uni<ChangeRequest> now(ChangeRequest request, Cause cause, Instant now) {
        // The flag's history tells which request it was by this causation, and why by the words of who proposed it.
        var because = new Cause(
                cause.actor(),
                request.proposal().reason(),
                cause.correlationId(),
                request.id().toString());
        return reviseFlag
                .run(new ReviseFlag.Command(
                        request.flag(), base -> request.proposal().content(), Permit.APPROVED, null, because))
                .chain(altered -> {
                    var applied = request.applied(
                            altered.kept().state().version(), altered.kept().eventId(), cause.actor(), now);
                    return requests.save(applied, cause).replaceWith(applied.next());
                });
    }
}
