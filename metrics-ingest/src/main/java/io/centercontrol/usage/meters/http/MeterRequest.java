package io.centercontrol.usage.meters.http;

import io.centercontrol.kernel.Expected;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Required;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.usage.meters.PutMeter;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Grade;
import io.centercontrol.usage.meters.model.Measure;
import io.centercontrol.usage.meters.model.Money;
import io.centercontrol.usage.meters.model.Terms;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A meter as it comes in JSON.
 *
 * @param groupBy none unless said
 * @param currency instead of {@code currencyProperty}; neither where it is no money
 * @param archived false unless said
 */
@Schema(requiredProperties = {"name", "eventType", "aggregation", "grade", "reason"})
record MeterRequest(
        @Nullable String name,
        @Nullable String description,
        @Nullable String eventType,
        @Nullable Aggregation aggregation,
        @Nullable String valueProperty,
        @Nullable String subjectProperty,
        @Nullable List<@Nullable String> groupBy,
        @Nullable String unit,
        @Nullable String currency,
        @Nullable String currencyProperty,
        @Nullable Grade grade,
        @Nullable String feature,
        @Nullable Boolean archived,
        @Nullable String reason) {
    PutMeter.Command toCommand(String key, Expected expected, Caller caller) {
        var required = new Required();
        var measure = new Measure(
                required.text("/eventType", eventType),
                required.value("/aggregation", aggregation, Aggregation.COUNT),
                valueProperty,
                subjectProperty,
                money(),
                required.value("/grade", grade, Grade.TELEMETRY));
        var terms = new Terms(required.text("/name", name), description, unit, groups(required), feature);
        required.end();
        return new PutMeter.Command(
                key, measure, terms, Boolean.TRUE.equals(archived), expected, caller.because(Reasons.required(reason)));
    }

    private TreeSet<String> groups(Required required) {
        var all = new TreeSet<String>();
        for (var property : groupBy == null ? List.<@Nullable String>of() : groupBy) {
            all.add(required.text("/groupBy", property));
        }
        return all;
    }

    private @Nullable Money money() {
        if (currency != null && currencyProperty != null) {
            throw Refusal.Invalid.of(
                            "/currencyProperty",
                            "TWO_CURRENCIES",
                            "Say the currency, or which property of an event says it; not both.")
                    .asException();
        }
        if (currency != null) {
            return new Money.OfCurrency(currency);
        }
        return currencyProperty == null ? null : new Money.AsSaid(currencyProperty);
    }
}
