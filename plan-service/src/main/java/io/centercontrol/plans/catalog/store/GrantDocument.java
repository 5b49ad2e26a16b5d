package io.centercontrol.plans.catalog.store;

import io.centercontrol.plans.catalog.model.Feature;
import io.centercontrol.plans.catalog.model.Grant;
import org.jspecify.annotations.Nullable;

/**
 * A grant as the JSON that is kept of it.
 *
 * @param most of a limit or a meter; null for any number
 */
public record GrantDocument(
        String kind,
        boolean on,
        @Nullable Long most,
        boolean hard,
        @Nullable String period) {
    /** As it is kept. */
    public static GrantDocument of(Grant grant) {
        var kind = grant.kind().name();
        return switch (grant) {
            case Grant.Switch(var on) -> new GrantDocument(kind, on, null, true, null);
            case Grant.Limit(var most, var hard) -> new GrantDocument(kind, false, most, hard, null);
            case Grant.Meter(var amount, var period) -> new GrantDocument(kind, false, amount, true, period.name());
        };
    }

    /** As it was. */
    public Grant toGrant() {
        return switch (Feature.Kind.valueOf(kind)) {
            case SWITCH -> new Grant.Switch(on);
            case LIMIT -> new Grant.Limit(most, hard);
            case METER ->
                new Grant.Meter(most, Grant.Period.valueOf(java.util.Objects.requireNonNull(period, "of a meter")));
        };
    }
}
