package io.centercontrol.plans.subscription.model;

import io.centercontrol.plans.catalog.model.Grant;
import org.jspecify.annotations.Nullable;

/** What a plan and an add-on give together. */
final class Sum {
    private Sum() {}

    /**
     * On if one of them is; the sum of limits, by the plan's hardness; the sum of amounts, by the plan's period. What one
     * gives without bound is without bound, and sums that no long can hold are, too.
     *
     * @param base of the layers below
     * @param more of the same kind
     */
    static Grant of(Grant base, Grant more) {
        return switch (base) {
            case Grant.Switch(var on) -> new Grant.Switch(on || more instanceof Grant.Switch(var also) && also);
            case Grant.Limit(var most, var hard) -> new Grant.Limit(sum(most, amount(more)), hard);
            case Grant.Meter(var amount, var period) -> new Grant.Meter(sum(amount, amount(more)), period);
        };
    }

    private static @Nullable Long amount(Grant grant) {
        return switch (grant) {
            case Grant.Switch _ -> throw new IllegalArgumentException("a switch has no amount");
            case Grant.Limit limit -> limit.most();
            case Grant.Meter meter -> meter.amount();
        };
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return null;
        }
        var sum = one + other;
        return sum < 0 ? null : Long.valueOf(sum);
    }
}
