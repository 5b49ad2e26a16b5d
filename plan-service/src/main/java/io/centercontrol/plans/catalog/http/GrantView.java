package io.centercontrol.plans.catalog.http;

import io.centercontrol.plans.catalog.model.Feature;
import io.centercontrol.plans.catalog.model.Grant;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A grant as clients see it, with the fields of its kind and no others. Each kind's schema knows no other kind, so that a client
 * can tell which it is.
 */
@Schema(oneOf = {GrantView.SwitchView.class, GrantView.LimitView.class, GrantView.MeterView.class})
public sealed interface GrantView {
    /** Which fields it has. */
    Feature.Kind kind();

    /** On or off. */
    record SwitchView(
            @Schema(enumeration = "SWITCH", description = "Which fields it has.")
            Feature.Kind kind,

            boolean on) implements GrantView {}

    /**
     * How many there may be at a time.
     *
     * @param most null for any number
     */
    record LimitView(
            @Schema(enumeration = "LIMIT", description = "Which fields it has.")
            Feature.Kind kind,

            @Nullable Long most,
            boolean hard)
            implements GrantView {}

    /**
     * How much may be used in a period.
     *
     * @param amount null for any amount
     */
    record MeterView(
            @Schema(enumeration = "METER", description = "Which fields it has.")
            Feature.Kind kind,

            @Nullable Long amount,
            Grant.Period period)
            implements GrantView {}

    /** One grant. */
    static GrantView of(Grant grant) {
        return switch (grant) {
            case Grant.Switch(var on) -> new SwitchView(Feature.Kind.SWITCH, on);
            case Grant.Limit(var most, var hard) -> new LimitView(Feature.Kind.LIMIT, most, hard);
            case Grant.Meter(var amount, var period) -> new MeterView(Feature.Kind.METER, amount, period);
        };
    }

    /** Grants by feature, in the order of the features' keys. */
    static Map<String, GrantView> of(Map<String, Grant> grants) {
        var views = new TreeMap<String, GrantView>();
        grants.forEach((feature, grant) -> views.put(feature, of(grant)));
        return views;
    }
}
