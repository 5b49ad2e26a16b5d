package io.centercontrol.provisioning.exports;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The platform's limits changed: exports are kept for as long as they say. */
@ApplicationScoped
public class HearGovernance {
    private final Retention retention;

    HearGovernance(Retention retention) {
        this.retention = retention;
    }

    /** What the event said. */
    public record Command(long version, Duration exportRetention) {}

    /** Never refuses. */
    public Uni<Void> run(Command command) {
        return retention.hear(command.version(), command.exportRetention());
    }
}
