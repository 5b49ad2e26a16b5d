package io.centercontrol.usage.kpi;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.kpi.model.Compared;
import io.centercontrol.usage.kpi.model.KpiRefusals;
import io.centercontrol.usage.kpi.model.Span;
import io.centercontrol.usage.meters.Meters;
import io.centercontrol.usage.meters.model.Meter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What all tenants did together in some days, beside as many days before. */
@ApplicationScoped
public class ShowKpis {
    private final Kpis kpis;
    private final Meters meters;
    private final KpiConfig config;
    private final Recent recent;

    ShowKpis(Kpis kpis, Meters meters, KpiConfig config, Recent recent) {
        this.kpis = kpis;
        this.meters = meters;
        this.config = config;
        this.recent = recent;
    }

    /**
     * Of which days and meters.
     *
     * @param meters keys; none for those that are set
     */
    public record Command(Span span, List<String> meters) {
        public Command {
            meters = List.copyOf(meters);
        }
    }

    /**
     * A figure of a meter.
     *
     * @param currency empty where it is no money
     */
    public record Figure(Meter meter, String currency, Compared value) {}

    /** All of it. */
    public record Shown(Compared activeTenants, List<Figure> figures) {
        public Shown {
            figures = List.copyOf(figures);
        }
    }

    /** Refuses a meter that there is not. */
    public Uni<Recent.Answer<Shown>> run(Command command) {
        return known(command.meters())
                .chain(known -> recent.to(
                        List.of("all", command, known),
                        () -> kpis.activeTenants(command.span())
                                .chain(active -> figures(command.span(), known, null)
                                        .map(figures -> new Shown(active, figures)))));
    }

    /** Those of these meters, in their order; one of each that counted nothing, but for money. */
    Uni<List<Figure>> figures(Span span, List<Meter> some, @Nullable TenantId tenant) {
        return Multi.createFrom()
                .iterable(some)
                .onItem()
                .transformToUniAndConcatenate(meter -> kpis.totals(
                                new Kpis.Asked(meter.key(), meter.measure().aggregation(), span), tenant)
                        .map(totals -> of(meter, totals)))
                .collect()
                .asList()
                .map(lists -> lists.stream().flatMap(List::stream).toList());
    }

    /** Those of these keys; when there are none, those that are set and there. */
    Uni<List<Meter>> known(List<String> keys) {
        var wanted = keys.isEmpty() ? config.meters() : keys;
        return meters.of(wanted).map(known -> {
            for (var key : keys) {
                if (!known.containsKey(key)) {
                    throw KpiRefusals.noMeter(key);
                }
            }
            return wanted.stream()
                    .distinct()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .toList();
        });
    }

    private static List<Figure> of(Meter meter, List<Kpis.Total> totals) {
        var figures = new ArrayList<Figure>();
        totals.forEach(total -> figures.add(new Figure(meter, total.currency(), total.value())));
        if (figures.isEmpty() && meter.measure().money() == null) {
            figures.add(new Figure(meter, "", Compared.NOTHING));
        }
        return figures;
    }
}
