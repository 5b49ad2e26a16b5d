package io.centercontrol.usage.statements.http;

import io.centercontrol.usage.consumption.model.Kind;
import io.centercontrol.usage.consumption.model.Period;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.statements.model.Adjustment;
import io.centercontrol.usage.statements.model.Allowance;
import io.centercontrol.usage.statements.model.Content;
import io.centercontrol.usage.statements.model.Figure;
import io.centercontrol.usage.statements.model.GrantSpan;
import io.centercontrol.usage.statements.model.OverAdjustment;
import io.centercontrol.usage.statements.model.PlanSpan;
import io.centercontrol.usage.statements.model.Price;
import io.centercontrol.usage.statements.model.StatusSpan;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a statement says.
 *
 * @param currency the tenant's own, at the end; null when it is not known. Amounts have theirs
 * @param plans when the tenant had which version of a plan or an add-on, and what it costs
 * @param statuses when it had which status
 * @param entitlements when which limit or meter was granted
 * @param usage what was counted, by meter and currency
 * @param allowances what was included at the end, and used, by feature
 * @param adjustments what came for periods whose statements were closed
 * @param overAdjustments what that makes of what was over in them
 */
@Schema(name = "StatementContentView")
record ContentView(
        @Nullable String currency,
        List<PlanView> plans,
        List<StatusView> statuses,
        List<GrantView> entitlements,
        List<FigureView> usage,
        List<AllowanceView> allowances,
        List<AdjustmentView> adjustments,
        List<OverView> overAdjustments) {
    static ContentView of(Content content) {
        return new ContentView(
                content.currency(),
                content.plans().stream().map(PlanView::of).toList(),
                content.statuses().stream().map(StatusView::of).toList(),
                content.entitlements().stream().map(GrantView::of).toList(),
                content.usage().stream().map(FigureView::of).toList(),
                content.allowances().stream().map(AllowanceView::of).toList(),
                content.adjustments().stream().map(AdjustmentView::of).toList(),
                content.over().stream().map(OverView::of).toList());
    }

    /** Empty is no currency. */
    static @Nullable String code(String currency) {
        return currency.isEmpty() ? null : currency;
    }

    /**
     * A time in which the tenant had one version of a plan or an add-on.
     *
     * @param kind PLAN or ADD_ON
     * @param key of the plan or add-on
     * @param version of the plan or add-on
     * @param trial whether it tried the plan
     * @param from the first moment
     * @param until the first moment that is no part of it
     * @param price of a whole interval, whatever part of it the span is; null of one that has none, or none that was known by the close
     */
    @Schema(name = "StatementPlanView")
    record PlanView(
            PlanSpan.Kind kind,
            String key,
            int version,
            boolean trial,
            Instant from,
            Instant until,
            @Nullable PriceView price) {
        static PlanView of(PlanSpan span) {
            return new PlanView(
                    span.kind(),
                    span.plan().key(),
                    span.plan().version(),
                    span.trial(),
                    span.from(),
                    span.until(),
                    span.price() == null ? null : PriceView.of(span.price()));
        }
    }

    /**
     * A price.
     *
     * @param minorUnits such as cents
     * @param currency by ISO 4217
     * @param interval MONTH or YEAR
     */
    @Schema(name = "StatementPriceView")
    record PriceView(long minorUnits, String currency, String interval) {
        static PriceView of(Price price) {
            return new PriceView(price.minorUnits(), price.currency(), price.interval());
        }
    }

    /**
     * A time in which the tenant had one status.
     *
     * @param status such as ACTIVE or SUSPENDED
     * @param from the first moment
     * @param until the first moment that is no part of it
     */
    @Schema(name = "StatementStatusView")
    record StatusView(String status, Instant from, Instant until) {
        static StatusView of(StatusSpan span) {
            return new StatusView(span.status(), span.from(), span.until());
        }
    }

    /**
     * A time in which a limit or meter was granted.
     *
     * @param feature its key
     * @param kind LIMIT: how many there may be at a time; METER: how much may be used in a period
     * @param most what is granted; null where there is no bound
     * @param hard whether what is more is refused, or only told of
     * @param period when a meter starts over, in UTC; NONE of a limit
     * @param from the first moment
     * @param until the first moment that is no part of it
     */
    @Schema(name = "StatementGrantView")
    record GrantView(
            String feature, Kind kind, @Nullable Long most, boolean hard, Period period, Instant from, Instant until) {
        static GrantView of(GrantSpan span) {
            var granted = span.granted();
            return new GrantView(
                    granted.feature(),
                    granted.kind(),
                    granted.unlimited() ? null : granted.most(),
                    granted.hard(),
                    granted.period(),
                    span.from(),
                    span.until());
        }
    }

    /**
     * What a meter counted.
     *
     * @param meter its key
     * @param aggregation what became one figure of many events
     * @param feature whose use it tells; null of none
     * @param unit what is counted; null where it is money, or nothing is said
     * @param currency null where it is no money
     * @param events how many events it is of
     * @param quantity money in the smallest unit of its currency
     */
    @Schema(name = "StatementUsageView")
    record FigureView(
            String meter,
            Aggregation aggregation,
            @Nullable String feature,
            @Nullable String unit,
            @Nullable String currency,
            BigInteger events,
            BigInteger quantity) {
        static FigureView of(Figure figure) {
            return new FigureView(
                    figure.meter(),
                    figure.aggregation(),
                    figure.feature(),
                    figure.unit(),
                    code(figure.currency()),
                    figure.events(),
                    figure.quantity());
        }
    }

    /**
     * What was included of a feature when the period ended, and used in it.
     *
     * @param feature its key
     * @param kind LIMIT or METER
     * @param included null when there is no bound, or one for each day
     * @param used what the meters counted that tell of it
     * @param over what was used beyond what is included; null when included is
     */
    @Schema(name = "StatementAllowanceView")
    record AllowanceView(
            String feature,
            Kind kind,
            @Nullable Long included,
            BigInteger used,
            @Nullable BigInteger over) {
        static AllowanceView of(Allowance allowance) {
            return new AllowanceView(
                    allowance.feature(), allowance.kind(), allowance.included(), allowance.used(), allowance.over());
        }
    }

    /**
     * What came for a period whose statement was closed.
     *
     * @param statement the number of that statement
     * @param meter the meter's key
     * @param feature whose use it tells; null of none
     * @param currency null where it is no money
     * @param events how many events more
     * @param quantity to be added to what was said of that period so far
     */
    @Schema(name = "StatementAdjustmentView")
    record AdjustmentView(
            long statement,
            String meter,
            @Nullable String feature,
            @Nullable String currency,
            BigInteger events,
            BigInteger quantity) {
        static AdjustmentView of(Adjustment one) {
            return new AdjustmentView(
                    one.statement(), one.meter(), one.feature(), code(one.currency()), one.events(), one.quantity());
        }
    }

    /**
     * What that makes of what was over.
     *
     * @param statement the number of that statement
     * @param feature its key
     * @param over to be added to what was said to be over in that period so far
     */
    @Schema(name = "StatementOverAdjustmentView")
    record OverView(long statement, String feature, BigInteger over) {
        static OverView of(OverAdjustment one) {
            return new OverView(one.statement(), one.feature(), one.over());
        }
    }
}
