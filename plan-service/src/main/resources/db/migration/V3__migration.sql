-- A group of tenants that is moved from one version of a plan to another. What is on these tables goes on after a crash.
create table migration (
    id           uuid        primary key,
    from_plan    text        not null,
    from_version int         not null,
    to_plan      text        not null,
    to_version   int         not null,
    state        text        not null,
    reason       text        not null,
    cause        jsonb       not null,
    common       jsonb       not null,  -- what changes for a tenant that has nothing but its plan
    total        bigint      not null default 0,
    pending      bigint      not null default 0,
    moved        bigint      not null default 0,
    skipped      bigint      not null default 0,
    failed       bigint      not null default 0,
    note         text,                  -- why it stopped by itself
    created_at   timestamptz not null,
    started_at   timestamptz,
    ended_at     timestamptz,
    updated_at   timestamptz not null
);
create index migration_created on migration (created_at, id);
create index migration_running on migration (started_at, id) where state = 'RUNNING';

create table migration_tenant (
    migration_id uuid not null references migration on delete cascade,
    tenant_id    uuid not null,
    state        text not null,
    conflict     text,
    message      text,
    changes      jsonb,                 -- null for those that are common
    event_id     uuid,
    primary key (migration_id, tenant_id)
);
create index migration_tenant_state on migration_tenant (migration_id, state, tenant_id);
