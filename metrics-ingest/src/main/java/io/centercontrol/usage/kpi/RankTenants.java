package io.centercontrol.usage.kpi;

import io.centercontrol.usage.kpi.model.KpiRefusals;
import io.centercontrol.usage.kpi.model.Order;
import io.centercontrol.usage.kpi.model.Ranked;
import io.centercontrol.usage.kpi.model.Span;
import io.centercontrol.usage.meters.model.Meter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which tenants have most and least of something, and which have moved most since as many days before. */
@ApplicationScoped
public class RankTenants {
    private final Kpis kpis;
    private final ShowKpis showKpis;
    private final Recent recent;

    RankTenants(Kpis kpis, ShowKpis showKpis, Recent recent) {
        this.kpis = kpis;
        this.showKpis = showKpis;
        this.recent = recent;
    }

    /**
     * What is asked for.
     *
     * @param meter its key
     * @param currency null where it is no money, or always of one currency
     * @param limit how many at most
     */
    public record Command(String meter, @Nullable String currency, Span span, Order order, int limit) {}

    /**
     * Those.
     *
     * @param currency empty where it is no money
     * @param asOf of when it is
     */
    public record Ranking(Meter meter, String currency, List<Ranked> tenants, Instant asOf) {
        public Ranking {
            tenants = List.copyOf(tenants);
        }
    }

    /** Refuses a meter that there is not, and to hold amounts of two currencies against each other. */
    public Uni<Ranking> run(Command command) {
        return showKpis.known(List.of(command.meter())).map(List::getFirst).chain(meter -> {
            var currency = currency(meter, command.currency());
            var asked = new Kpis.Asked(meter.key(), meter.measure().aggregation(), command.span());
            return recent.to(List.of("ranking", asked, currency), () -> kpis.ranking(asked, currency))
                    .map(answer -> new Ranking(
                            meter,
                            currency,
                            answer.value().getOrDefault(command.order(), List.of()).stream()
                                    .limit(command.limit())
                                    .toList(),
                            answer.asOf()));
        });
    }

    private static String currency(Meter meter, @Nullable String wanted) {
        var measure = meter.measure();
        var fixed = measure.currency();
        if (measure.currencyProperty() != null) {
            if (wanted == null) {
                throw KpiRefusals.whichCurrency();
            }
            return wanted;
        }
        var only = fixed == null ? "" : fixed;
        if (wanted != null && !wanted.equals(only)) {
            throw KpiRefusals.noCurrency(meter.key());
        }
        return only;
    }
}
