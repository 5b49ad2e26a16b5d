package io.centercontrol.audit.retention;

import io.centercontrol.audit.retention.model.Bounds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The platform's terms changed: policies hold as far as they allow. */
@ApplicationScoped
public class HearGovernance {
    private final Governed governed;

    HearGovernance(Governed governed) {
        this.governed = governed;
    }

    /** What the event said. */
    public record Command(long version, Bounds bounds) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return governed.hear(command.version(), command.bounds());
    }
}
