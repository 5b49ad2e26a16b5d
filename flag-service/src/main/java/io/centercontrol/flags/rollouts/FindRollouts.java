package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone looks for rollouts. */
@ApplicationScoped
public class FindRollouts {
    private final Rollouts rollouts;

    FindRollouts(Rollouts rollouts) {
        this.rollouts = rollouts;
    }

    /** What is looked for. */
    public record Command(
            RolloutFilter filter, int limit, @Nullable String cursor) {}

    /** One page, newest first. */
    public Uni<Page<Rollout>> run(Command command) {
        return rollouts.find(command.filter(), command.limit(), command.cursor());
    }
}
