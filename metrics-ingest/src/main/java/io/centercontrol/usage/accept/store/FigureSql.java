package io.centercontrol.usage.accept.store;

import io.centercontrol.usage.meters.model.Aggregation;

/**
 * How figures of minutes and days are put together for longer times: first one for each tenant and group that is kept apart, so
 * that the latest of each is known before they are added, and then those that are asked for.
 */
final class FigureSql {
    private static final String COUNTED = """
            select date_trunc(:unit, m.at, :zone) as since, m.tenant_id, m.currency, m.groups, sum(m.events) as events,
              cast(%s as numeric) as value
            from (%s) m group by 1, 2, 3, 4
            """;

    private static final String DAYS = """
            select date_trunc(:unit, cast(m.day as timestamp) at time zone 'UTC', :zone) as since, m.tenant_id, '' as currency,
              m.groups, cast(0 as bigint) as events, m.subject as value
            from usage_subject m%s
            """;

    private static final String FIGURES = """
            with parts as (%s),
            figures as (
              select p.since, p.currency, (select coalesce(jsonb_object_agg(g, coalesce(p.groups ->> g, '')), '{}')
                  from unnest(string_to_array(:groups, ',')) g) as groups, p.tenant_id, p.events, p.value from parts p)
            select cast(to_jsonb(r) as text) from (
              select %s f.since as "from",
                timezone(:zone, timezone(:zone, f.since) + cast('1 ' || :unit as interval)) as "to",
                f.currency, f.groups, cast(f.groups as text) as place, %s as events, %s as value
              from figures f group by %s f.since, f.currency, f.groups) r
            where cast(:after as timestamptz) is null
              or (%s r."from", r.currency, r.place) > (%s cast(:after as timestamptz), :currency, :place)
            order by %s r."from", r.currency, r.place limit :most
            """;

    private final Aggregation aggregation;
    private final boolean isByTenant;

    private FigureSql(Aggregation aggregation, boolean isByTenant) {
        this.aggregation = aggregation;
        this.isByTenant = isByTenant;
    }

    /** All tenants' together. */
    static FigureSql together(Aggregation aggregation) {
        return new FigureSql(aggregation, false);
    }

    /** Each tenant's; the parameter {@code behind} is the tenant in which the place of all together lies. */
    static FigureSql byTenant(Aggregation aggregation) {
        return new FigureSql(aggregation, true);
    }

    /**
     * The statement.
     *
     * @param from what it counts: rows of {@link Counted}, or those of who was seen
     */
    String with(String from) {
        return switch (aggregation) {
            case SUM, COUNT -> figures(COUNTED.formatted("sum(m.total)", from), "sum(f.events)", "sum(f.value)");
            case MAX -> figures(COUNTED.formatted("max(m.highest)", from), "sum(f.events)", "max(f.value)");
            case LATEST ->
                figures(
                        COUNTED.formatted("(array_agg(m.latest order by m.latest_at desc))[1]", from),
                        "sum(f.events)",
                        "sum(f.value)");
            case UNIQUE -> figures(DAYS.formatted(from), "count(*)", "count(distinct (f.tenant_id, f.value))");
        };
    }

    private String figures(String parts, String events, String value) {
        return FIGURES.formatted(
                parts,
                isByTenant ? "f.tenant_id," : "",
                events,
                value,
                isByTenant ? "f.tenant_id," : "",
                isByTenant ? "r.tenant_id," : "",
                isByTenant ? "cast(:behind as uuid)," : "",
                isByTenant ? "r.tenant_id," : "");
    }
}
