package io.centercontrol.flags.use.store;

/** The statements that add to what is counted, and lay it together. */
final class UseSql {
    /** Locks what was heard of an instance; there is a row afterwards, unless its service has too many. */
    static final String MEET = """
            insert into measures_heard (service, instance, started_at, number, heard_at)
            select :service, :instance, cast(cast(:started as text) as timestamptz), 0, now()
            where (select count(*) from measures_heard where service = :service) < :most
            on conflict do nothing
            """;

    static final String HEARD = "select cast(to_jsonb(h) as text) from measures_heard h"
            + " where service = :service and instance = :instance for update";

    static final String HEAR = """
            update measures_heard set started_at = cast(cast(:started as text) as timestamptz), number = :number,
              holes = cast(cast(:holes as text) as jsonb), heard_at = now()
            where service = :service and instance = :instance
            """;

    /** What has no room in its hour is passed over, and so is seen by nobody. */
    static final String ASKED = """
            with hour as (select date_trunc('hour', cast(cast(:to as text) as timestamptz), 'UTC') as since),
            told as (
              select hour.since, u.flag, u.outcome, u.variant, u.count, f.flag is not null as known
              from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
                as u(flag text, outcome text, variant text, count bigint)
              cross join hour left join flag_use f on f.since = hour.since and f.service = :service and f.source = :source
                and f.flag = u.flag and f.outcome = u.outcome and f.variant = u.variant),
            counted as (select *, row_number() over (partition by known order by flag, outcome, variant) as nth from told),
            kept as (
              insert into flag_use as f (since, service, source, flag, outcome, variant, count, first_at, last_at)
              select since, :service, :source, flag, outcome, variant, count,
                cast(cast(:from as text) as timestamptz), cast(cast(:to as text) as timestamptz)
              from counted c where known or nth <= :most - (select count(*) from flag_use o
                where o.since = c.since and o.service = :service and o.source = :source)
              order by flag, outcome, variant
              on conflict (since, service, source, flag, outcome, variant) do update set count = f.count + excluded.count,
                first_at = least(f.first_at, excluded.first_at), last_at = greatest(f.last_at, excluded.last_at)
              returning f.flag, f.outcome, f.variant)
            insert into flag_seen as s (flag, variant, first_at, last_at)
            select distinct flag, variant, cast(cast(:from as text) as timestamptz), cast(cast(:to as text) as timestamptz)
            from kept where outcome <> 'NOT_READY' order by flag, variant
            on conflict (flag, variant) do update set first_at = least(s.first_at, excluded.first_at),
              last_at = greatest(s.last_at, excluded.last_at)
            """;

    static final String MINUTES = """
            insert into service_minute as m (service, minute, requests, errors, latency)
            select :service, r.minute, r.requests, r.errors, array(select cast(e.n as bigint)
              from jsonb_array_elements_text(r.latency) with ordinality as e(n, nth) order by e.nth)
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
              as r(minute timestamptz, requests bigint, errors bigint, latency jsonb) order by r.minute
            on conflict (service, minute) do update set requests = m.requests + excluded.requests,
              errors = m.errors + excluded.errors, latency = array(select a.n + a.more
                from unnest(m.latency, excluded.latency) with ordinality as a(n, more, nth) order by a.nth)
            """;

    static final String HANDED_OVER = """
            insert into flag_handed_over as h (name, road, chosen, day, count, first_at, last_at)
            select r.name, r.road, r.chosen, cast(cast(cast(:to as text) as timestamptz) at time zone 'UTC' as date), r.count,
              cast(cast(:from as text) as timestamptz), cast(cast(:to as text) as timestamptz)
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
              as r(name text, road text, chosen text, count bigint) order by r.name, r.road, r.chosen
            on conflict (day, name, road, chosen) do update set count = h.count + excluded.count,
              first_at = least(h.first_at, excluded.first_at), last_at = greatest(h.last_at, excluded.last_at)
            """;

    /** Of days that are over for so long; an hour at midnight is its day already. */
    static final String LAY_TOGETHER = """
            with gone as (delete from flag_use where since < cast(cast(:before as text) as timestamptz)
              and since <> date_trunc('day', since, 'UTC') returning *)
            insert into flag_use as f (since, service, source, flag, outcome, variant, count, first_at, last_at)
            select date_trunc('day', since, 'UTC'), service, source, flag, outcome, variant, cast(sum(count) as bigint),
              min(first_at), max(last_at) from gone group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
            on conflict (since, service, source, flag, outcome, variant) do update set count = f.count + excluded.count,
              first_at = least(f.first_at, excluded.first_at), last_at = greatest(f.last_at, excluded.last_at)
            """;

    static final String FORGET_USE = "delete from flag_use where since < cast(cast(:before as text) as timestamptz)";

    static final String FORGET_HANDED =
            "delete from flag_handed_over where last_at < cast(cast(:before as text) as timestamptz)";

    static final String FORGET_HEARD =
            "delete from measures_heard where heard_at < cast(cast(:before as text) as timestamptz)";

    static final String FORGET_MINUTES =
            "delete from service_minute where minute < cast(cast(:before as text) as timestamptz)";

    /** The last that was seen of a flag stays for as long as there is the flag. */
    static final String FORGET_SEEN = """
            delete from flag_seen s where last_at < cast(cast(:before as text) as timestamptz)
              and (not exists (select 1 from flag f where f.id = s.flag)
                or exists (select 1 from flag_seen n where n.flag = s.flag
                  and (n.last_at, n.variant) > (s.last_at, s.variant)))
            """;

    private UseSql() {}
}
