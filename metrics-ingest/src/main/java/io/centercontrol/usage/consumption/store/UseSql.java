package io.centercontrol.usage.consumption.store;

/** The statements of what was used. */
final class UseSql {
    /**
     * Sums first, then the latest numbers, then the marks, each in the order of its key: whoever counts writes them so. A number that
     * is older than the one that is there changes nothing, and marks nothing.
     */
    static final String ADD = """
            with told as (select cast(cast(:rows as text) as jsonb) as rows),
            sums as (
              insert into consumption_used as u (tenant_id, feature, period, starts, used)
              select r.tenant_id, r.feature, r.period, r.starts, r.used
              from told, jsonb_to_recordset(told.rows -> 'sums')
                as r(tenant_id uuid, feature text, period text, starts date, used numeric)
              order by 1, 2, 3, 4
              on conflict (tenant_id, feature, period, starts) do update set used = u.used + excluded.used
              returning u.tenant_id),
            latest as (
              insert into consumption_latest as l (tenant_id, feature, meter, groups, number, at)
              select r.tenant_id, r.feature, r.meter, r.groups, r.number, r.at
              from told, jsonb_to_recordset(told.rows -> 'latest')
                as r(tenant_id uuid, feature text, meter text, groups jsonb, number bigint, at timestamptz)
              order by 1, 2, 3, 4
              on conflict (tenant_id, feature, meter, groups) do update set number = excluded.number, at = excluded.at
                where excluded.at >= l.at
              returning l.tenant_id)
            insert into consumption_mark (tenant_id)
            select distinct tenant_id from (select tenant_id from sums union all select tenant_id from latest) one
            """;

    /** What was used in the day and the month that there are now. */
    static final String USED = """
            select cast(to_jsonb(u) as text) from consumption_used u
            where u.tenant_id in (select cast(e as uuid) from jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) e)
              and (u.period = 'DAY' and u.starts = cast(cast(:day as text) as date)
                or u.period = 'MONTH' and u.starts = cast(cast(:month as text) as date))
            """;

    static final String LATEST = """
            select cast(to_jsonb(l) as text) from consumption_latest l
            where l.tenant_id in (select cast(e as uuid) from jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) e)
            """;

    /** For the export. */
    static final String OF_TENANT = """
            select cast(json_build_object('feature', feature, 'period', period, 'starts', starts, 'used', used) as text)
            from consumption_used where tenant_id = :tenant
            union all
            select cast(json_build_object('feature', feature, 'meter', meter, 'groups', groups, 'number', number, 'at', at) as text)
            from consumption_latest where tenant_id = :tenant
            """;

    private UseSql() {}
}
