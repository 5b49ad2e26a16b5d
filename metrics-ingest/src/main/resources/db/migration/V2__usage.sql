-- Tenants as far as they were heard of. Who counts for one shares its row, who erases it has it alone.
create table usage_tenant (
    tenant_id uuid    primary key,
    version   bigint  not null,
    time_zone text    not null,
    leaving   boolean not null,
    gone      boolean not null default false
);

-- How far each epoch of a producer was heard: which numbers, as ranges with gaps between, so that it grows by the gaps.
create table usage_producer (
    service      text           not null,
    producer     text           not null,
    epoch        bigint         not null,
    run          uuid           not null,
    numbers      int8multirange not null,
    given_up     bigint         not null default 0,  -- taken as heard, since there were too many gaps
    fenced       uuid,                               -- the run of the last who was turned away under this name
    fenced_at    timestamptz,
    heard_at     timestamptz    not null,
    primary key (service, producer, epoch)
);

-- What became of a producer's events, by the day (UTC) on which the broker took them.
create table usage_account (
    service   text   not null,
    producer  text   not null,
    day       date   not null,
    accepted  bigint not null,
    duplicate bigint not null,
    rejected  bigint not null,
    primary key (service, producer, day)
);

-- What was counted, by the minute in which it happened.
create table usage_minute (
    minute    timestamptz not null,
    meter     text        not null,
    tenant_id uuid        not null,
    currency  text        not null,  -- empty where it is no money
    groups    jsonb       not null,  -- values by property
    events    bigint      not null,  -- how many events it was
    total     numeric     not null,
    highest   bigint      not null,
    latest    bigint      not null,
    latest_at timestamptz not null,
    primary key (minute, meter, tenant_id, currency, groups)
) partition by range (minute);
create index usage_minute_tenant on usage_minute (tenant_id, meter, minute);

-- Who was seen on a day (UTC), for meters of the kind UNIQUE: a hash of each.
create table usage_subject (
    day       date   not null,
    meter     text   not null,
    tenant_id uuid   not null,
    groups    jsonb  not null,
    subject   bytea  not null,
    primary key (day, meter, tenant_id, groups, subject)
) partition by range (day);
create index usage_subject_tenant on usage_subject (tenant_id);

-- Events by their own ids: what is told again, by another road or under other numbers, counts once.
create table usage_seen (
    day       date not null,  -- on which it happened (UTC)
    service   text not null,
    id        text not null,
    meter     text not null,
    tenant_id uuid not null,
    primary key (day, service, id, meter)
) partition by range (day);
create index usage_seen_tenant on usage_seen (tenant_id);

-- Events that did not count, whole, with the reason.
create table usage_rejected (
    heard_at  timestamptz not null,
    service   text        not null,
    producer  text        not null,
    epoch     bigint      not null,
    run       uuid        not null,
    number    bigint      not null,
    reason    text        not null,
    tenant_id uuid        not null,
    event     jsonb       not null,
    primary key (heard_at, service, producer, epoch, run, number)
) partition by range (heard_at);
create index usage_rejected_tenant on usage_rejected (tenant_id);

-- Makes a month's partitions where they are missing. One at a time.
create function make_usage_month(month date) returns void language plpgsql as $$
declare
    parent text;
    child  text;
    ending date := (month + interval '1 month')::date;
begin
    perform pg_advisory_xact_lock(hashtext('make_usage_month'));
    foreach parent in array array['usage_minute', 'usage_subject', 'usage_seen', 'usage_rejected'] loop
        child := parent || to_char(month, '_YYYY_MM');
        if to_regclass(child) is null then
            if parent in ('usage_minute', 'usage_rejected') then
                execute format('create table %I partition of %I for values from (%L) to (%L)',
                    child, parent, month || 'T00:00:00Z', ending || 'T00:00:00Z');
            else
                execute format('create table %I partition of %I for values from (%L) to (%L)', child, parent, month, ending);
            end if;
        end if;
    end loop;
end $$;
