-- One thing that is done to many, each by itself: tried first, then done. What is on these tables goes on after a crash.
create table bulk_operation (
    id           uuid        primary key,
    action       text        not null,
    arguments    jsonb       not null,
    state        text        not null check (state in ('PREVIEWING', 'PREVIEWED', 'RUNNING', 'STOPPED', 'DONE')),
    cause        jsonb       not null,  -- who ordered it, and why
    started_by   jsonb,                 -- whom its events are put down to
    total        bigint      not null,
    pending      bigint      not null,
    changed      bigint      not null default 0,
    unchanged    bigint      not null default 0,
    refused      bigint      not null default 0,
    failed       bigint      not null default 0,
    note         text,                  -- why it was stopped
    created_at   timestamptz not null,
    previewed_at timestamptz,
    started_at   timestamptz,
    ended_at     timestamptz,
    updated_at   timestamptz not null
);
create index bulk_operation_working on bulk_operation (updated_at, id) where state in ('PREVIEWING', 'RUNNING');
create index bulk_operation_old on bulk_operation (updated_at) where state not in ('PREVIEWING', 'RUNNING');

create table bulk_item (
    operation_id uuid not null references bulk_operation on delete cascade,
    position     int  not null,
    ref          text not null,         -- what it is done to
    input        jsonb,                 -- what only this one is given; gone once it is done
    label        text,                  -- a name for people
    made         text,                  -- the id of what it made
    outcome      text not null default 'PENDING',
    code         text,
    message      text,
    event_id     uuid,
    primary key (operation_id, position)
);
create index bulk_item_outcome on bulk_item (operation_id, outcome, position);
