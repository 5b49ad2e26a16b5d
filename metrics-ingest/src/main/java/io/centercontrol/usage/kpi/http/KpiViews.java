package io.centercontrol.usage.kpi.http;

import io.centercontrol.usage.consumption.model.FeatureUse;
import io.centercontrol.usage.consumption.model.Kind;
import io.centercontrol.usage.consumption.model.Period;
import io.centercontrol.usage.kpi.RankTenants;
import io.centercontrol.usage.kpi.Recent;
import io.centercontrol.usage.kpi.ShowKpis;
import io.centercontrol.usage.kpi.ShowTenant;
import io.centercontrol.usage.kpi.model.Compared;
import io.centercontrol.usage.kpi.model.Health;
import io.centercontrol.usage.kpi.model.Order;
import io.centercontrol.usage.kpi.model.Ranked;
import io.centercontrol.usage.kpi.model.Span;
import io.centercontrol.usage.meters.model.Aggregation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is told of how tenants do. */
final class KpiViews {
    private KpiViews() {}

    /**
     * A number beside what it was before.
     *
     * @param value in the span; 0 when nothing was counted
     * @param before in as many days directly before it
     * @param change by how much it is more
     * @param changePercent the same in percent of what was before, to one decimal; null when that was nothing
     */
    @Schema(name = "ComparedView")
    record ComparedView(
            BigInteger value,
            BigInteger before,
            BigInteger change,
            @Nullable BigDecimal changePercent) {
        static ComparedView of(Compared compared) {
            return new ComparedView(compared.value(), compared.before(), compared.change(), compared.changePercent());
        }
    }

    /**
     * What a meter counted.
     *
     * @param meter its key
     * @param currency null where it is no money
     * @param value money in the smallest unit of its currency
     * @param before in as many days directly before
     * @param change by how much it is more
     * @param changePercent the same in percent of what was before, to one decimal; null when that was nothing
     */
    @Schema(name = "KpiFigureView")
    record KpiFigureView(
            String meter,
            String name,
            Aggregation aggregation,
            @Nullable String unit,
            @Nullable String currency,
            BigInteger value,
            BigInteger before,
            BigInteger change,
            @Nullable BigDecimal changePercent) {
        static KpiFigureView of(ShowKpis.Figure figure) {
            var meter = figure.meter();
            var value = figure.value();
            return new KpiFigureView(
                    meter.key(),
                    meter.terms().name(),
                    meter.measure().aggregation(),
                    meter.terms().unit(),
                    orNull(figure.currency()),
                    value.value(),
                    value.before(),
                    value.change(),
                    value.changePercent());
        }
    }

    /**
     * What all tenants did together.
     *
     * @param from the first day (UTC)
     * @param to the last one
     * @param activeTenants of how many anything was counted
     * @param figures a figure of each meter, and of each currency of money
     * @param asOf of when the figures are
     */
    @Schema(name = "KpisView")
    record KpisView(
            LocalDate from, LocalDate to, ComparedView activeTenants, List<KpiFigureView> figures, Instant asOf) {
        static KpisView of(Span span, Recent.Answer<ShowKpis.Shown> shown) {
            return new KpisView(
                    span.from(),
                    span.to(),
                    ComparedView.of(shown.value().activeTenants()),
                    shown.value().figures().stream().map(KpiFigureView::of).toList(),
                    shown.asOf());
        }
    }

    /**
     * A tenant in a ranking.
     *
     * @param value money in the smallest unit of its currency
     * @param before in as many days directly before
     * @param change by how much it is more
     * @param changePercent the same in percent of what was before, to one decimal; null when that was nothing
     */
    @Schema(name = "RankedTenantView")
    record RankedTenantView(
            UUID tenantId,
            BigInteger value,
            BigInteger before,
            BigInteger change,
            @Nullable BigDecimal changePercent) {
        static RankedTenantView of(Ranked ranked) {
            var value = ranked.value();
            return new RankedTenantView(
                    ranked.tenant().value(), value.value(), value.before(), value.change(), value.changePercent());
        }
    }

    /**
     * Tenants by what they did.
     *
     * @param from the first day (UTC)
     * @param to the last one
     * @param meter its key
     * @param currency null where it is no money
     * @param tenants in the order that was asked for
     * @param asOf of when the figures are
     */
    @Schema(name = "TenantRankingView")
    record TenantRankingView(
            LocalDate from,
            LocalDate to,
            String meter,
            @Nullable String unit,
            @Nullable String currency,
            Order order,
            List<RankedTenantView> tenants,
            Instant asOf) {
        static TenantRankingView of(RankTenants.Command asked, RankTenants.Ranking ranking) {
            return new TenantRankingView(
                    asked.span().from(),
                    asked.span().to(),
                    ranking.meter().key(),
                    ranking.meter().terms().unit(),
                    orNull(ranking.currency()),
                    asked.order(),
                    ranking.tenants().stream().map(RankedTenantView::of).toList(),
                    ranking.asOf());
        }
    }

    /**
     * How a tenant is, as far as its use tells.
     *
     * @param state GOOD when nothing stands out
     * @param sentence all reasons as one sentence
     * @param reasons the worst first
     */
    @Schema(name = "TenantHealthView")
    record HealthView(Health.State state, String sentence, List<ReasonView> reasons) {
        static HealthView of(Health health) {
            return new HealthView(
                    health.state(),
                    health.sentence(),
                    health.reasons().stream()
                            .map(one -> new ReasonView(one.kind(), one.state(), one.text()))
                            .toList());
        }
    }

    /**
     * Why a tenant is not well.
     *
     * @param state how grave it is
     * @param text a part of the sentence
     */
    @Schema(name = "TenantHealthReasonView")
    record ReasonView(Health.Kind kind, Health.State state, String text) {}

    /**
     * What a tenant has used of a grant, by now.
     *
     * @param feature the key of a limit or meter among plans' features
     * @param kind LIMIT: how many there may be at a time; METER: how much may be used in a period
     * @param period when a meter starts over, in UTC; NONE of a limit
     * @param used how much in the period; of a limit, how many there are
     * @param most what is granted; null where there is no bound
     * @param level the highest of 0, 75, 90 and 100 percent that it has reached
     * @param projected whether more will be used than is granted when the period ends, at its pace so far
     */
    @Schema(name = "TenantGrantView")
    record GrantView(
            String feature,
            Kind kind,
            Period period,
            long used,
            @Nullable Long most,
            int level,
            boolean projected) {
        static GrantView of(FeatureUse use) {
            var granted = use.granted();
            return new GrantView(
                    granted.feature(),
                    granted.kind(),
                    granted.period(),
                    use.used(),
                    granted.unlimited() ? null : granted.most(),
                    use.level(),
                    use.projected());
        }
    }

    /**
     * How one tenant does.
     *
     * @param from the first day (UTC)
     * @param to the last one
     * @param health as far as its use tells; of errors and of how long answers take nothing is said
     * @param lastEventAt when the last thing happened that was counted; null when there never was one
     * @param figures a figure of each meter, and of each currency of money
     * @param consumption of each limit and meter that is granted, by feature
     * @param asOf of when the figures are
     */
    @Schema(name = "TenantKpisView")
    record TenantKpisView(
            UUID tenantId,
            LocalDate from,
            LocalDate to,
            HealthView health,
            @Nullable Instant lastEventAt,
            List<KpiFigureView> figures,
            List<GrantView> consumption,
            Instant asOf) {
        static TenantKpisView of(ShowTenant.Command asked, ShowTenant.Shown shown) {
            return new TenantKpisView(
                    asked.tenant().value(),
                    asked.span().from(),
                    asked.span().to(),
                    HealthView.of(shown.health()),
                    shown.lastEvent(),
                    shown.figures().stream().map(KpiFigureView::of).toList(),
                    shown.uses().stream().map(GrantView::of).toList(),
                    shown.asOf());
        }
    }

    private static @Nullable String orNull(String currency) {
        return currency.isEmpty() ? null : currency;
    }
}
