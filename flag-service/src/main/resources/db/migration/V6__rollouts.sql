-- Variants that reach more and more over time: the document is the whole. Who locks a flag and a rollout locks the flag first.
create table rollout (
    id       uuid   primary key,
    version  bigint not null,
    flag     text   not null references flag (id),
    state    text   not null,
    due_at   timestamptz,  -- when it is to be looked at next; null while no time changes it
    document jsonb  not null
);
create unique index rollout_live on rollout (flag)
    where state in ('AWAITING_APPROVAL', 'SCHEDULED', 'RUNNING', 'PAUSED');
create index rollout_flag on rollout (flag, id);
create index rollout_due on rollout (due_at) where due_at is not null;

-- Every step of every rollout: what led to it, what its guards saw, and the whole rollout after it.
create table rollout_history (
    id       uuid        not null,
    version  bigint      not null,
    type     text        not null,
    time     timestamptz not null,
    cause    jsonb       not null,
    changes  json        not null,
    document jsonb       not null,
    primary key (id, version)
);
