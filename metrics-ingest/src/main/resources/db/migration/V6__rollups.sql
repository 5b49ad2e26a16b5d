-- The minutes' figures once more, by hours and by days of UTC: made with them, in the same transaction. Hours answer for one tenant
-- in whatever time zone, days for all of them.
create table usage_hour (
    hour      timestamptz not null,
    meter     text        not null,
    tenant_id uuid        not null,
    currency  text        not null,  -- empty where it is no money
    groups    jsonb       not null,  -- values by property
    events    bigint      not null,
    total     numeric     not null,
    highest   bigint      not null,
    latest    bigint      not null,
    latest_at timestamptz not null,
    primary key (tenant_id, meter, hour, currency, groups)
) partition by range (hour);

create table usage_day (
    day       date        not null,
    meter     text        not null,
    tenant_id uuid        not null,
    currency  text        not null,
    groups    jsonb       not null,
    events    bigint      not null,
    total     numeric     not null,
    highest   bigint      not null,
    latest    bigint      not null,
    latest_at timestamptz not null,
    primary key (day, meter, tenant_id, currency, groups)
) partition by range (day);
create index usage_day_tenant on usage_day (tenant_id, meter, day);

-- On which days (UTC) something of a tenant happened, of whatever meter.
create table usage_active (
    day       date        not null,
    tenant_id uuid        not null,
    latest_at timestamptz not null,  -- when the last of it happened
    primary key (day, tenant_id)
) partition by range (day);
create index usage_active_tenant on usage_active (tenant_id, day);

-- Makes a month's partitions where they are missing. One at a time.
create function make_rollup_month(month date) returns void language plpgsql as $$
declare
    parent text;
    child  text;
    ending date := (month + interval '1 month')::date;
begin
    perform pg_advisory_xact_lock(hashtext('make_rollup_month'));
    foreach parent in array array['usage_hour', 'usage_day', 'usage_active'] loop
        child := parent || to_char(month, '_YYYY_MM');
        if to_regclass(child) is null then
            if parent = 'usage_hour' then
                execute format('create table %I partition of %I for values from (%L) to (%L)',
                    child, parent, month || 'T00:00:00Z', ending || 'T00:00:00Z');
            else
                execute format('create table %I partition of %I for values from (%L) to (%L)', child, parent, month, ending);
            end if;
        end if;
    end loop;
end $$;

-- What was counted before there were these.
select make_rollup_month(m.month) from (
    select date_trunc('month', minute at time zone 'UTC') as since from usage_minute
    union select date_trunc('month', day::timestamp) from usage_subject) s, lateral (select s.since::date as month) m;
insert into usage_hour
select date_trunc('hour', minute, 'UTC'), meter, tenant_id, currency, groups, sum(events), sum(total), max(highest),
    (array_agg(latest order by latest_at desc))[1], max(latest_at)
from usage_minute group by 1, 2, 3, 4, 5;
insert into usage_day
select (hour at time zone 'UTC')::date, meter, tenant_id, currency, groups, sum(events), sum(total), max(highest),
    (array_agg(latest order by latest_at desc))[1], max(latest_at)
from usage_hour group by 1, 2, 3, 4, 5;
insert into usage_active
select day, tenant_id, max(latest_at) from (
    select day, tenant_id, latest_at from usage_day
    union all select day, tenant_id, day::timestamp at time zone 'UTC' from usage_subject) d
group by 1, 2;
