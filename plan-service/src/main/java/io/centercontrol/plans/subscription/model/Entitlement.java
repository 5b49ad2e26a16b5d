package io.centercontrol.plans.subscription.model;

import io.centercontrol.plans.catalog.model.Grant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant may do of one feature, and how it came about.
 *
 * @param grant what holds
 * @param decidedBy the topmost layer that has a say
 * @param layers all that have a say, the lowest first
 */
public record Entitlement(String feature, Grant grant, Layer decidedBy, List<Said> layers) {
    public Entitlement {
        layers = List.copyOf(layers);
    }

    /** Where a value comes from, the lowest first: each counts more than those before. */
    public enum Layer {
        /** The platform's, for what the plan does not name. */
        DEFAULT,
        PLAN,
        /** Added to the plan's, and to each other. */
        ADD_ON,
        /** Instead of all others. */
        OVERRIDE
    }

    /**
     * What one layer says.
     *
     * @param source the plan or add-on with its version; null for the other layers
     */
    public record Said(Layer layer, @Nullable PlanRef source, Grant grant) {}
}
