package io.centercontrol.governance;

import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone asks how the terms came to be what they are. */
@ApplicationScoped
public class GovernanceHistory {
    private final Governances governances;

    GovernanceHistory(Governances governances) {
        this.governances = governances;
    }

    /** Which part of the history. */
    public record Command(int limit, @Nullable String cursor) {}

    /** Versions, newest first. */
    public Uni<Page<GovernanceVersion>> run(Command command) {
        return governances.history(command.limit(), command.cursor());
    }
}
