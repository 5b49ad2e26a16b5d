package io.centercontrol.usage.accept.store;

/** The statements by which usage is counted. All of them take their rows as JSON, in the order of their keys. */
final class UsageSql {
    private static final String ROWS = "jsonb_to_recordset(cast(cast(:rows as text) as jsonb))";

    private static final String MINUTE = """
            (minute timestamptz, meter text, tenant_id uuid, currency text, groups jsonb, events bigint, total numeric,
              highest bigint, latest bigint, latest_at timestamptz)""";

    /** To the row {@code m} of the same. */
    private static final String ADD = """
            set events = m.events + excluded.events,
              total = m.total + excluded.total, highest = greatest(m.highest, excluded.highest),
              latest = case when excluded.latest_at >= m.latest_at then excluded.latest else m.latest end,
              latest_at = greatest(m.latest_at, excluded.latest_at)""";

    /** There is a row of each afterwards, unless its service has too many. */
    static final String MEET = """
            insert into usage_producer (service, producer, epoch, run, numbers, heard_at)
            select r.service, r.producer, r.epoch, r.run, '{}', now()
            from %s as r(service text, producer text, epoch bigint, run uuid)
            where (select count(*) from usage_producer p where p.service = r.service) < :most
            order by r.service, r.producer, r.epoch on conflict do nothing
            """.formatted(ROWS);

    static final String LOCK = """
            select cast(json_build_object('service', p.service, 'producer', p.producer, 'epoch', p.epoch, 'run', p.run,
              'spans', (select coalesce(json_agg(json_build_object('low', lower(s), 'high', upper(s))), '[]')
                from unnest(p.numbers) s),
              'given_up', p.given_up, 'fenced', p.fenced) as text)
            from usage_producer p join %s as r(service text, producer text, epoch bigint, run uuid)
              on r.service = p.service and r.producer = p.producer and r.epoch = p.epoch
            order by p.service, p.producer, p.epoch for update of p
            """.formatted(ROWS);

    static final String KEEP = """
            update usage_producer p set numbers = (select coalesce(range_agg(int8range(s.low, s.high)), '{}')
                from jsonb_to_recordset(r.spans) as s(low bigint, high bigint)),
              given_up = r.given_up, heard_at = now(), fenced = r.fenced,
              fenced_at = case when r.turned_away then now() else p.fenced_at end
            from %s as r(service text, producer text, epoch bigint, spans jsonb, given_up bigint, fenced uuid,
              turned_away boolean)
            where r.service = p.service and r.producer = p.producer and r.epoch = p.epoch
            """.formatted(ROWS);

    /** Those for which usage counts; they stay so until the transaction ends. */
    static final String TENANTS = """
            select cast(t.tenant_id as text) from usage_tenant t
            where t.tenant_id in (select cast(e as uuid) from jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) e)
              and not t.leaving and not t.gone
            order by t.tenant_id for key share of t
            """;

    /**
     * The places, in the list, of those that were not seen before. A producer that numbers its events keeps them as they are until they
     * are told. Who does not may say no time, or another one when he sends an event again: the days before and after are looked at too.
     */
    static final String SEEN = """
            with told as (select r.*, case when r.numbered then r.day end as numbered_day
              from %s as r(place int, day date, service text, id text, meter text, tenant_id uuid, numbered boolean)),
            first as (select distinct on (service, id, meter, numbered_day) * from told t
              where t.numbered or not exists (select 1 from usage_seen s where s.day in (t.day - 1, t.day + 1)
                and s.service = t.service and s.id = t.id and s.meter = t.meter)
              order by service, id, meter, numbered_day, place),
            fresh as (
              insert into usage_seen (day, service, id, meter, tenant_id)
              select day, service, id, meter, tenant_id from first order by day, service, id, meter
              on conflict do nothing returning day, service, id, meter)
            select f.place from first f join fresh n using (day, service, id, meter)
            """.formatted(ROWS);

    /** What is in a statement already is late. The tenants are shared, so that none of their statements is closed meanwhile. */
    static final String MINUTES = """
            insert into usage_minute as m
              (minute, meter, tenant_id, currency, groups, events, total, highest, latest, latest_at, late)
            select r.minute, r.meter, r.tenant_id, r.currency, r.groups, r.events, r.total, r.highest, r.latest, r.latest_at,
              case when r.minute < t.closed_until then t.statements else 0 end
            from %s as r%s
            join usage_tenant t on t.tenant_id = r.tenant_id
            order by 1, 2, 3, 4, 5
            on conflict (minute, meter, tenant_id, currency, groups, late) do update %s
            """.formatted(ROWS, MINUTE, ADD);

    static final String HOURS = figures("usage_hour", "hour", "r.minute");

    static final String DAYS = figures("usage_day", "day", "cast(r.minute at time zone 'UTC' as date)");

    static final String ACTIVE = """
            insert into usage_active as a (day, tenant_id, latest_at)
            select r.day, r.tenant_id, r.latest_at from %s as r(day date, tenant_id uuid, latest_at timestamptz)
            order by 1, 2
            on conflict (day, tenant_id) do update set latest_at = excluded.latest_at where a.latest_at < excluded.latest_at
            """.formatted(ROWS);

    /** A day is of the period in which it begins. */
    static final String SUBJECTS = """
            insert into usage_subject (day, meter, tenant_id, groups, subject, late)
            select distinct r.day, r.meter, r.tenant_id, r.groups, sha256(convert_to(r.subject, 'UTF8')),
              case when cast(r.day as timestamp) at time zone 'UTC' < t.closed_until then t.statements else 0 end
            from %s as r(day date, meter text, tenant_id uuid, groups jsonb, subject text)
            join usage_tenant t on t.tenant_id = r.tenant_id
            order by 1, 2, 3, 4, 5 on conflict do nothing
            """.formatted(ROWS);

    /** Answers with those that were not there yet. Of who is leaving or erased nothing is kept but that something came. */
    static final String REJECTED = """
            insert into usage_rejected (heard_at, service, producer, epoch, run, number, reason, tenant_id, event)
            select r.heard_at, r.service, r.producer, r.epoch, r.run, r.number, r.reason, r.tenant_id,
              case when exists (select 1 from usage_tenant t where t.tenant_id = r.tenant_id and (t.leaving or t.gone))
                then r.event - cast('id' as text) - cast('properties' as text) else r.event end
            from %s as r(heard_at timestamptz, service text, producer text, epoch bigint, run uuid, number bigint,
              reason text, tenant_id uuid, event jsonb)
            order by 1, 2, 3, 4, 5, 6 on conflict do nothing
            returning cast(json_build_object('service', service, 'producer', producer, 'epoch', epoch, 'run', run,
              'number', number) as text)
            """.formatted(ROWS);

    static final String ACCOUNT = """
            insert into usage_account as a (service, producer, day, accepted, duplicate, rejected)
            select r.service, r.producer, r.day, r.accepted, r.duplicate, r.rejected
            from %s as r(service text, producer text, day date, accepted bigint, duplicate bigint, rejected bigint)
            order by 1, 2, 3
            on conflict (service, producer, day) do update set accepted = a.accepted + excluded.accepted,
              duplicate = a.duplicate + excluded.duplicate, rejected = a.rejected + excluded.rejected
            """.formatted(ROWS);

    private UsageSql() {}

    private static String figures(String table, String column, String time) {
        return """
            insert into %2$s as m
              (%3$s, meter, tenant_id, currency, groups, events, total, highest, latest, latest_at)
            select %4$s, r.meter, r.tenant_id, r.currency, r.groups, r.events, r.total, r.highest, r.latest, r.latest_at
            from %1$s as r%5$s
            order by 1, 2, 3, 4, 5
            on conflict (%3$s, meter, tenant_id, currency, groups) do update %6$s
            """.formatted(ROWS, table, column, time, MINUTE, ADD);
    }
}
