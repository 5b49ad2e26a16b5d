package io.centercontrol.flags.changes;

import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone looks for change requests. */
@ApplicationScoped
public class FindChanges {
    private final ChangeRequests requests;

    FindChanges(ChangeRequests requests) {
        this.requests = requests;
    }

    /** What is looked for. */
    public record Command(
            ChangeFilter filter, int limit, @Nullable String cursor) {}

    /** One page, newest first. */
    public Uni<Page<ChangeRequest>> run(Command command) {
        return requests.find(command.filter(), command.limit(), command.cursor());
    }
}
