package io.centercontrol.usage.statements.model;

import io.centercontrol.usage.consumption.model.Granted;
import java.time.Instant;
import java.util.List;

/**
 * What a tenant was entitled to, from a moment until the next one that is known.
 *
 * @param since from when it counts
 * @param granted limits and meters
 */
public record Entitled(Instant since, PlanVersion plan, boolean trial, List<AddOn> addOns, List<Granted> granted)
        implements Since {
    public Entitled {
        addOns = List.copyOf(addOns);
        granted = List.copyOf(granted);
    }
}
