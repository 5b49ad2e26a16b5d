package io.centercontrol.plans.catalog.http;

import io.centercontrol.kit.rest.Required;
import io.centercontrol.plans.catalog.model.Price;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A price as it comes in JSON. */
@Schema(requiredProperties = {"minorUnits", "currency", "interval"})
record PriceRequest(@Nullable Long minorUnits, @Nullable String currency, Price.@Nullable Interval interval) {
    Price toPrice(Required required) {
        return new Price(
                required.value("/price/minorUnits", minorUnits, 0L),
                required.text("/price/currency", currency),
                required.value("/price/interval", interval, Price.Interval.MONTH));
    }
}
