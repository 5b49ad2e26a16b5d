package io.centercontrol.usage.kpi.store;

import io.centercontrol.usage.kpi.Kpis;
import io.centercontrol.usage.kpi.model.Order;
import io.centercontrol.usage.meters.model.Aggregation;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How figures of two spans are counted in one go: {@code :from} is the first day of the later one, {@code :before} that of the one
 * before it.
 */
final class KpiSql {
    private static final String NOW = " filter (where m.day >= :from)";
    private static final String BEFORE = " filter (where m.day < :from)";
    private static final String SPANS = " m.day >= :before and m.day <= :to";

    /** Who was active is known by the day. */
    static final String ACTIVE = "select cast(json_build_object('value', count(distinct m.tenant_id)" + NOW
            + ", 'before', count(distinct m.tenant_id)" + BEFORE + ") as text) from usage_active m where" + SPANS;

    /** One row if the tenant is known. */
    static final String RHYTHM = """
            select cast(json_build_object(
              'last_event', (select max(a.latest_at) from usage_active a where a.tenant_id = t.tenant_id),
              'events', (select coalesce(sum(m.events), 0) from usage_day m
                where m.tenant_id = t.tenant_id and m.day >= :before and m.day < :from)) as text)
            from usage_tenant t where t.tenant_id = :tenant and not t.gone and not t.leaving
            """;

    private KpiSql() {}

    /** What a meter counted, by currency. */
    static String totals(Aggregation aggregation, boolean isOfOne) {
        var tenant = isOfOne ? " and m.tenant_id = :tenant" : "";
        return "select cast(json_build_object('currency', f.currency, 'value', f.value, 'before', f.before) as text) from ("
                + values(aggregation, "currency", tenant) + ") f order by f.currency";
    }

    /** The tenants of each order. They come in no order. */
    static String ranking() {
        return "with f as (%s) "
                + Arrays.stream(Order.values()).map(KpiSql::ranking).collect(Collectors.joining(" union all "));
    }

    /** The same for a meter. */
    static String ranking(Aggregation aggregation) {
        var currency = aggregation == Aggregation.UNIQUE ? "" : " and m.currency = :currency";
        return ranking().formatted(values(aggregation, "tenant_id", currency));
    }

    private static String ranking(Order order) {
        return ("(select cast(json_build_object('list', '%s', 'tenant_id', f.tenant_id, 'value', f.value, 'before', f.before)"
                        + " as text) from f%s limit %d)")
                .formatted(order.name(), by(order), Kpis.MOST);
    }

    private static String by(Order order) {
        var relative = " where f.before > 0 order by f.value / f.before";
        return switch (order) {
                    case TOP -> " order by f.value desc";
                    case BOTTOM -> " order by f.value";
                    case UP -> " order by f.value - f.before desc";
                    case DOWN -> " order by f.value - f.before";
                    case UP_RELATIVE -> relative + " desc";
                    case DOWN_RELATIVE -> relative;
                }
                + ", f.tenant_id";
    }

    /** A value of each span, by tenant or by currency. */
    private static String values(Aggregation aggregation, String by, String more) {
        return switch (aggregation) {
            case SUM, COUNT -> days(by, "sum(m.total)", more);
            case MAX -> days(by, "max(m.highest)", more);
            case LATEST -> {
                var latest = "(array_agg(m.latest order by m.latest_at desc)";
                yield ("select p.%1$s, cast(coalesce(sum(p.value), 0) as numeric) as value,"
                                + " cast(coalesce(sum(p.before), 0) as numeric) as before from ("
                                + "select m.tenant_id, m.currency, " + latest + NOW + ")[1] as value, " + latest
                                + BEFORE
                                + ")[1] as before from usage_day m where m.meter = :meter and" + SPANS + more
                                + " group by m.tenant_id, m.currency, m.groups) p group by p.%1$s")
                        .formatted(by);
            }
            case UNIQUE -> {
                var isByTenant = by.equals("tenant_id");
                var seen = isByTenant ? "count(distinct m.subject)" : "count(distinct (m.tenant_id, m.subject))";
                yield "select " + (isByTenant ? "m.tenant_id, " : "'' as currency, ") + "cast(" + seen + NOW
                        + " as numeric) as value, cast(" + seen + BEFORE
                        + " as numeric) as before from usage_subject m where m.meter = :meter and" + SPANS + more
                        + (isByTenant ? " group by m.tenant_id" : "");
            }
        };
    }

    private static String days(String by, String figure, String more) {
        return "select m." + by + ", cast(coalesce(" + figure + NOW + ", 0) as numeric) as value, cast(coalesce("
                + figure
                + BEFORE + ", 0) as numeric) as before from usage_day m where m.meter = :meter and" + SPANS + more
                + " group by m." + by;
    }
}
