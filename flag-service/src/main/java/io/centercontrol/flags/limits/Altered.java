package io.centercontrol.flags.limits;

import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kit.aggregate.Kept;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rate limit after a change.
 *
 * @param changes what is other than it was
 * @param effect what holds now
 */
public record Altered(Kept<RateLimit> kept, List<FieldChange> changes, Effect effect) {
    public Altered {
        changes = List.copyOf(changes);
    }

    /**
     * What comes of a change.
     *
     * @param holds what holds now for whom the limit is for; null when nothing does, or when it is not known
     * @param known false when this instance does not know the tenants and their plans yet
     * @param others of a plan's limit: how many tenants of the plan keep to a limit of their own instead
     */
    public record Effect(@Nullable Kept<RateLimit> holds, boolean known, long others) {}
}
