-- Whoever takes parts away, or says that they may not be taken, holds this row until the end of its transaction: erasures, purges of a
-- partition, holds that are set or released. So none of them is seen by another half done.
create table part_fence (
    one boolean primary key default true check (one)
);
insert into part_fence default values;

-- An erased tenant's parts that a legal hold keeps. They are erased when no hold keeps them any more.
alter table sealed_part add column spared boolean not null default false;
create index sealed_part_spared on sealed_part (tenant_id) where spared;

-- Which entries' parts a purge has taken: runs of neighbours of one category and month. Whoever lies in several was taken by the first.
create table purged_run (
    purge     uuid        not null,
    purged_at timestamptz not null,
    category  text        not null,
    month     date        not null,   -- its first day
    entries   int8range   not null
);
create index purged_run_entries on purged_run using gist (entries);

-- Locks a table against everybody for as long as the transaction lasts, without making anybody wait long for that: who waits for such
-- a lock holds up all who come after.
create function lock_shortly(locked regclass, tries int) returns void language plpgsql as $$
begin
    perform set_config('lock_timeout', '150ms', true);
    for try in 1..tries loop
        begin
            execute format('lock table %s in access exclusive mode', locked);
            perform set_config('lock_timeout', '0', true);
            return;
        exception when lock_not_available then
            perform pg_sleep(0.1 + random() * 0.2);
        end;
    end loop;
    raise lock_not_available using message = format('%s is in use', locked);
end $$;

-- Makes the table of a month of a category, unless there is one. It is made first and attached then, since a partition that is made as
-- one waits for everybody who searches, and whoever appends would wait with it.
create function make_part_month(parent regclass, name text, first timestamptz, next timestamptz) returns void language plpgsql as $$
begin
    if to_regclass(name) is null then
        execute format('create table %I (like %s including defaults including storage including indexes)', name, parent);
        execute format('alter table %s attach partition %I for values from (%L) to (%L)', parent, name, first, next);
    end if;
end $$;

-- For how long what is personal is kept. What nobody set is the configuration's.
create table retention_policy (
    id         text        primary key,  -- platform/ACCESS, <tenant>/BILLING, <tenant>/ALL
    tenant_id  uuid,                     -- null for all
    category   text,                     -- null for all
    seconds    bigint      not null,
    version    bigint      not null,
    reason     text        not null,
    actor_id   text        not null,
    actor_name text,
    updated_at timestamptz not null,
    check (tenant_id is not null or category is not null)
);

-- What governance allows, heard from cc.governance.v1.
create table governance_view (
    one_row boolean primary key default true check (one_row),
    version bigint not null,
    least   bigint,
    most    bigint
);

-- What must not be purged or erased.
create table legal_hold (
    id             uuid        primary key,
    name           text        not null,
    reason         text        not null,
    query          jsonb       not null,  -- the filters as they were given, by name
    filter         jsonb       not null,  -- the same as they are read
    actor_id       text        not null,
    actor_name     text,
    set_at         timestamptz not null,
    released_at    timestamptz,
    release_reason text,
    released_by    text,
    erased         bigint                 -- entries of erased tenants whose parts went with the release
);
create index legal_hold_open on legal_hold (id) where released_at is null;

-- Purges, as work that goes on after a crash.
create table purge (
    id         uuid        primary key,
    state      text        not null,
    reason     text        not null,
    actor_id   text        not null,
    actor_kind text        not null,
    actor_name text,
    ordered_at timestamptz not null,
    ended_at   timestamptz,
    total      bigint      not null   -- partitions that were due when it was ordered
);
create unique index purge_one on purge ((true)) where state = 'RUNNING';

-- What it did with each partition.
create table purge_partition (
    purge    uuid        not null references purge,
    category text        not null,
    month    date        not null,
    purged   bigint      not null,
    held     bigint      not null,
    kept     bigint      not null,   -- longer, by a tenant's policy
    done_at  timestamptz not null,
    primary key (purge, category, month)
);
