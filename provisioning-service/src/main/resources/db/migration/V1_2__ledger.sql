-- The propagation ledger: where each change stands on its topic, and when each instance was past it.

create table ledger_event (
    event_id      uuid        primary key,
    topic         text        not null,
    topic_id      text        not null,
    partition     int         not null,
    record_offset bigint      not null,
    appended_at   timestamptz not null,    -- the broker's clock
    seen_at       timestamptz not null default clock_timestamp(),  -- this database's clock
    tenant_id     uuid,
    version       bigint,
    type          text,
    occurred_at   timestamptz
);
create index ledger_event_place on ledger_event (topic_id, partition, record_offset);
create index ledger_event_time on ledger_event (appended_at, event_id);
create index ledger_event_tenant on ledger_event (tenant_id, appended_at, event_id) where tenant_id is not null;

create table instance (
    no             bigint generated always as identity primary key,
    service        text        not null,
    instance_id    text        not null,
    sdk_version    text        not null,
    health         text        not null,
    lease_ms       bigint,
    since_end_ms   bigint,
    started_at     timestamptz not null,   -- the instance's clock
    first_heard_at timestamptz not null,   -- from here on the broker's clock
    run_heard_at   timestamptz not null,
    idle_since     timestamptz,
    last_heard_at  timestamptz not null,
    stopping       boolean     not null,
    gone_at        timestamptz,
    gone_by        text,
    gone_reason    text,
    unique (service, instance_id)
);
create index instance_id on instance (instance_id);

create table instance_position (
    instance_no bigint      not null references instance (no) on delete cascade,
    topic       text        not null,
    topic_id    text        not null,
    partition   int         not null,
    next_offset bigint      not null,
    quarantined bigint[]    not null,
    told_at     timestamptz not null,      -- when this very position was told first
    primary key (instance_no, topic_id, partition)
);

-- A row for each advance: the first position that told of the offset.
create table position_mark (
    topic_id    text        not null,
    partition   int         not null,
    instance_no bigint      not null references instance (no) on delete cascade,
    next_offset bigint      not null,
    appended_at timestamptz not null,
    primary key (topic_id, partition, instance_no, next_offset)
);
create index position_mark_time on position_mark using brin (appended_at);

-- What operators said of instances.
create table gone_declaration (
    event_id    uuid        primary key,
    service     text        not null,
    instance_id text        not null,
    at          timestamptz not null,
    actor       jsonb       not null,
    reason      text        not null
);
