package io.centercontrol.audit.retention;

import io.centercontrol.audit.trail.Parts;
import io.centercontrol.kernel.RefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Someone asks what a hold holds at present. */
@ApplicationScoped
public class ShowHold {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LegalHolds holds;
    private final Parts parts;

    ShowHold(LegalHolds holds, Parts parts) {
        this.holds = holds;
        this.parts = parts;
    }

    /** Refuses one that there is not. A released one holds nothing. */
    public Uni<Standing> run(UUID id) {
        return holds.get(id)
                .chain(hold -> hold.released() != null
                        ? Uni.createFrom().item(new Standing(hold, null))
                        : parts.reach(hold.filter(), PATIENCE)
                                .map(reach -> new Standing(hold, reach))
                                // A wide hold is shown all the same.
                                .onFailure(RefusedException.class)
                                .recoverWithItem(new Standing(hold, null)));
    }
}
