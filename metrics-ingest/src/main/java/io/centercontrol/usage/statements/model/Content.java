package io.centercontrol.usage.statements.model;

import io.centercontrol.usage.consumption.model.Granted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a statement says.
 *
 * @param currency the tenant's own at the end; null when it is not known
 * @param plans plans by when they begin, then add-ons
 * @param statuses by when they begin
 * @param entitlements limits and meters, by feature and when they begin
 * @param usage what was counted by the close, by meter and currency
 * @param allowances what was included at the end, by feature
 * @param adjustments what came since the last statement for periods that were closed, by statement, meter and currency
 * @param over what that makes of what is over, by statement and feature
 */
public record Content(
        @Nullable String currency,
        List<PlanSpan> plans,
        List<StatusSpan> statuses,
        List<GrantSpan> entitlements,
        List<Figure> usage,
        List<Allowance> allowances,
        List<Adjustment> adjustments,
        List<OverAdjustment> over) {
    public Content {
        plans = List.copyOf(plans);
        statuses = List.copyOf(statuses);
        entitlements = List.copyOf(entitlements);
        usage = List.copyOf(usage);
        allowances = List.copyOf(allowances);
        adjustments = List.copyOf(adjustments);
        over = List.copyOf(over);
    }

    /**
     * Puts it together.
     *
     * @param standings how the tenant stood, by when that counts
     * @param entitled what it was entitled to, by when that counts
     * @param prices those that are known
     * @param figures of the period
     * @param late closed periods for which something came
     */
    public static Content of(
            Head head,
            List<Standing> standings,
            List<Entitled> entitled,
            Map<PlanVersion, Price> prices,
            Collection<Figure> figures,
            Collection<Late> late) {
        var usage = figures.stream()
                .sorted(Comparator.comparing(Figure::meter).thenComparing(Figure::currency))
                .toList();
        var spans = Spans.of(entitled, head.start(), head.end());
        var standing = Spans.at(standings, head.end().minusNanos(1));
        var granted =
                spans.isEmpty() ? List.<Granted>of() : spans.getLast().what().granted();
        var adjustments = new ArrayList<Adjustment>();
        var over = new ArrayList<OverAdjustment>();
        late.stream()
                .sorted(Comparator.comparing((Late one) -> one.closed().number()))
                .forEach(one -> {
                    adjustments.addAll(one.adjustments());
                    over.addAll(one.over());
                });
        return new Content(
                standing == null ? null : standing.currency(),
                Spans.plans(spans, prices),
                Spans.statuses(Spans.of(standings, head.start(), head.end())),
                Spans.grants(spans),
                usage,
                granted.stream()
                        .sorted(Comparator.comparing(Granted::feature))
                        .map(one -> Allowance.of(one, usage))
                        .toList(),
                adjustments,
                over);
    }
}
