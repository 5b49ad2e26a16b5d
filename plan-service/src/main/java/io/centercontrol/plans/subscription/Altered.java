package io.centercontrol.plans.subscription;

import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.ValueChange;
import java.util.List;

/**
 * A subscription after a change.
 *
 * @param values what the tenant sees change
 */
public record Altered(Kept<Entitled> kept, List<ValueChange> values) {
    public Altered {
        values = List.copyOf(values);
    }
}
