package io.centercontrol.flags.changes;

import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Someone asks who did what with a change request. */
@ApplicationScoped
public class ChangeHistory {
    private final ChangeRequests requests;

    ChangeHistory(ChangeRequests requests) {
        this.requests = requests;
    }

    /** Which part of which history. */
    public record Command(UUID id, int limit, @Nullable String cursor) {}

    /** Steps, newest first; refuses when there is none of the id. */
    public Uni<Page<ChangeStep>> run(Command command) {
        return requests.history(command.id(), command.limit(), command.cursor());
    }
}
