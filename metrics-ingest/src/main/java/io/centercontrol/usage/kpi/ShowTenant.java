package io.centercontrol.usage.kpi;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.consumption.Consumptions;
import io.centercontrol.usage.consumption.model.FeatureUse;
import io.centercontrol.usage.consumption.model.Kind;
import io.centercontrol.usage.consumption.model.Outlook;
import io.centercontrol.usage.kpi.model.Grant;
import io.centercontrol.usage.kpi.model.Health;
import io.centercontrol.usage.kpi.model.KpiRefusals;
import io.centercontrol.usage.kpi.model.Moved;
import io.centercontrol.usage.kpi.model.Span;
import io.centercontrol.usage.meters.model.Aggregation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one tenant is: what it did in some days, what it has used of what is granted, and what stands out. */
@ApplicationScoped
public class ShowTenant {
    private final Kpis kpis;
    private final ShowKpis showKpis;
    private final Consumptions consumptions;
    private final Clock clock;

    ShowTenant(Kpis kpis, ShowKpis showKpis, Consumptions consumptions, Clock clock) {
        this.kpis = kpis;
        this.showKpis = showKpis;
        this.consumptions = consumptions;
        this.clock = clock;
    }

    /** Of which tenant and days; of which meters, none for those that are set. */
    public record Command(TenantId tenant, Span span, List<String> meters) {
        public Command {
            meters = List.copyOf(meters);
        }
    }

    /**
     * All of it.
     *
     * @param uses of each limit and meter that is granted, by feature
     * @param lastEvent when the last thing happened that was counted; null when there never was one
     */
    public record Shown(
            List<ShowKpis.Figure> figures,
            List<FeatureUse> uses,
            @Nullable Instant lastEvent,
            Health health,
            Instant asOf) {
        public Shown {
            figures = List.copyOf(figures);
            uses = List.copyOf(uses);
        }
    }

    /** Refuses a tenant and a meter that there is not. */
    public Uni<Shown> run(Command command) {
        var now = clock.instant();
        return rhythm(command)
                .chain(rhythm -> showKpis.known(command.meters())
                        .chain(known -> showKpis.figures(command.span(), known, command.tenant()))
                        .chain(figures -> uses(command.tenant(), now)
                                .map(uses -> shown(command.span(), rhythm, figures, uses, now))));
    }

    private Uni<Kpis.Rhythm> rhythm(Command command) {
        return kpis.rhythm(command.tenant(), command.span()).map(rhythm -> {
            if (rhythm == null) {
                throw KpiRefusals.noTenant(command.tenant());
            }
            return rhythm;
        });
    }

    private Uni<List<FeatureUse>> uses(TenantId tenant, Instant now) {
        return consumptions
                .of(tenant, now)
                .map(due -> due == null
                        ? List.of()
                        : Outlook.of(due.told(), due.granted(), due.used(), now).features());
    }

    private static Shown shown(
            Span span, Kpis.Rhythm rhythm, List<ShowKpis.Figure> figures, List<FeatureUse> uses, Instant now) {
        var moved = figures.stream()
                .filter(one -> one.meter().measure().aggregation() != Aggregation.LATEST)
                .map(one -> new Moved(one.meter().terms().name(), one.currency(), one.value()))
                .toList();
        var grants = uses.stream().map(ShowTenant::grant).toList();
        var signs = new Health.Signs(span.days(), moved, rhythm.events(), rhythm.lastEvent(), grants);
        return new Shown(figures, uses, rhythm.lastEvent(), Health.of(signs, now), now);
    }

    private static Grant grant(FeatureUse use) {
        return new Grant(use.granted().feature(), percent(use), use.granted().kind() == Kind.METER, use.projected());
    }

    private static long percent(FeatureUse use) {
        var granted = use.granted();
        if (granted.unlimited() || use.used() <= 0) {
            return 0;
        }
        return granted.most() == 0
                ? 100
                : BigInteger.valueOf(use.used())
                        .multiply(BigInteger.valueOf(100))
                        .divide(BigInteger.valueOf(granted.most()))
                        .min(BigInteger.valueOf(Integer.MAX_VALUE))
                        .longValueExact();
    }
}
