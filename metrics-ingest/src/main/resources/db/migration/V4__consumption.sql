-- What was used of each feature, by the day and by the month (UTC) in which it happened: of both, whatever the plan says.
create table consumption_used (
    tenant_id uuid    not null,
    feature   text    not null,
    period    text    not null,  -- DAY, MONTH
    starts    date    not null,
    used      numeric not null,
    primary key (tenant_id, feature, period, starts)
) partition by range (starts);

-- How many there are, as each meter and group told it last.
create table consumption_latest (
    tenant_id uuid        not null,
    feature   text        not null,
    meter     text        not null,
    groups    jsonb       not null,  -- values by property
    number    bigint      not null,
    at        timestamptz not null,
    primary key (tenant_id, feature, meter, groups)
);

-- That something was used: who tells takes these first, and then reads what was used. Only ever added to, so that nobody who
-- counts waits for who tells.
create table consumption_mark (
    id        bigint generated always as identity primary key,
    tenant_id uuid        not null,
    at        timestamptz not null default now()
);

-- What each tenant is granted, and what was told of its use. Who tells of one has its row; of one that is gone the row stays.
create table consumption (
    id           uuid    primary key,
    entitlements bigint  not null,  -- the version that was heard
    gone         boolean not null default false,
    granted      jsonb   not null,
    version      bigint  not null default 0,
    event_id     uuid,
    told         jsonb,
    look_at      timestamptz,       -- when it is to be looked at; null when nothing but use makes news
    bucket       int generated always as (get_byte(decode(md5(id::text), 'hex'), 0)) stored,
    fingerprint  bigint generated always as
        (('x' || left(md5(id::text || ':' || version::text), 16))::bit(64)::bigint) stored
);
create index consumption_look on consumption (look_at) where look_at is not null;
create index consumption_bucket on consumption (bucket, id) include (fingerprint, version) where version > 0 and not gone;

-- The same by feature, to find who has used how much.
create table consumption_feature (
    tenant_id uuid not null,
    feature   text not null,
    level     int  not null,
    ends_at   timestamptz,  -- when the period ends of which the level is
    primary key (tenant_id, feature)
);
create index consumption_feature_level on consumption_feature (tenant_id, feature) include (level, ends_at) where level > 0;

-- Makes a month's partition where it is missing. One at a time.
create function make_consumption_month(month date) returns void language plpgsql as $$
declare
    child text := 'consumption_used' || to_char(month, '_YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtext('make_consumption_month'));
    if to_regclass(child) is null then
        execute format('create table %I partition of consumption_used for values from (%L) to (%L)',
            child, month, (month + interval '1 month')::date);
    end if;
end $$;

-- Drops the months that end before a day.
create function drop_consumption_months(oldest date) returns void language plpgsql as $$
declare
    child text;
begin
    for child in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'consumption_used'::regclass
          and c.relname < 'consumption_used' || to_char(oldest, '_YYYY_MM')
    loop
        execute format('drop table %I', child);
    end loop;
end $$;
