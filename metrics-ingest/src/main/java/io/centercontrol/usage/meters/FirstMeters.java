package io.centercontrol.usage.meters;

import io.centercontrol.kernel.Change;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Grade;
import io.centercontrol.usage.meters.model.Measure;
import io.centercontrol.usage.meters.model.Meter;
import io.centercontrol.usage.meters.model.Money;
import io.centercontrol.usage.meters.model.Terms;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a commerce platform measures from its first day on. */
final class FirstMeters {
    private FirstMeters() {}

    /** Stores and products tell of the limits, api-calls of the meter, that plans have under these keys. */
    static List<Change<Meter>> at(Instant now) {
        return List.of(
                meter(
                        "orders",
                        "Orders",
                        "order",
                        null,
                        new Measure("order.placed", Aggregation.COUNT, null, null, null, Grade.BILLING),
                        now),
                meter(
                        "gmv",
                        "Gross merchandise value",
                        null,
                        null,
                        new Measure(
                                "order.placed",
                                Aggregation.SUM,
                                "amount",
                                null,
                                new Money.AsSaid("currency"),
                                Grade.BILLING),
                        now),
                meter(
                        "stores",
                        "Stores",
                        "store",
                        "stores",
                        new Measure("stores.counted", Aggregation.LATEST, "number", null, null, Grade.TELEMETRY),
                        now),
                meter(
                        "products",
                        "Products",
                        "product",
                        "products",
                        new Measure("products.counted", Aggregation.LATEST, "number", null, null, Grade.TELEMETRY),
                        now),
                meter(
                        "mau",
                        "Active users",
                        "user",
                        null,
                        new Measure("user.seen", Aggregation.UNIQUE, null, "user", null, Grade.TELEMETRY),
                        now),
                meter(
                        "api-calls",
                        "API calls",
                        "call",
                        "api-calls",
                        new Measure("api.called", Aggregation.COUNT, null, null, null, Grade.TELEMETRY),
                        now));
    }

    private static Change<Meter> meter(
            String key, String name, @Nullable String unit, @Nullable String feature, Measure measure, Instant now) {
        return Meter.create(key, measure, new Terms(name, null, unit, new TreeSet<>(), feature), now);
    }
}
