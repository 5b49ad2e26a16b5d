package io.centercontrol.usage.kpi;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.kpi.model.Compared;
import io.centercontrol.usage.kpi.model.Order;
import io.centercontrol.usage.kpi.model.Ranked;
import io.centercontrol.usage.kpi.model.Span;
import io.centercontrol.usage.meters.model.Aggregation;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was counted, of a span and of the one before. */
public interface Kpis {
    /** How many tenants of each order are found. */
    int MOST = 100;

    /**
     * What is asked of a meter.
     *
     * @param aggregation the meter's
     */
    record Asked(String meter, Aggregation aggregation, Span span) {}

    /**
     * What a meter counted.
     *
     * @param currency empty where it is no money
     */
    record Total(String currency, Compared value) {}

    /** Of whom anything was counted. */
    Uni<Compared> activeTenants(Span span);

    /**
     * What a meter counted, by currency; none when it was nothing in both spans.
     *
     * @param tenant null for all together
     */
    Uni<List<Total>> totals(Asked asked, @Nullable TenantId tenant);

    /**
     * Tenants in each order, {@link #MOST} at most.
     *
     * @param currency empty where it is no money
     */
    Uni<Map<Order, List<Ranked>>> ranking(Asked asked, String currency);

    /**
     * What is known of a tenant's events.
     *
     * @param lastEvent when the last one happened; null when there is none
     * @param events how many happened in the span before, of all meters but those that count who was seen
     */
    record Rhythm(@Nullable Instant lastEvent, long events) {}

    /** Of one tenant; null when it is not known here, or is leaving. */
    Uni<@Nullable Rhythm> rhythm(TenantId tenant, Span span);
}
