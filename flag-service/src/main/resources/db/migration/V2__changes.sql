-- Changes of flags that wait, or waited, for another person: the document is the whole. Who locks a flag and a request locks
-- the flag first, and requests in the order of their ids.
create table change_request (
    id       uuid   primary key,
    version  bigint not null,
    flag     text   not null references flag (id),
    author   text   not null,
    state    text   not null,
    due_at   timestamptz,  -- when time alone changes it
    document jsonb  not null
);
create index change_request_live on change_request (flag) where state in ('OPEN', 'APPROVED');
create index change_request_flag on change_request (flag, id);
create index change_request_due on change_request (due_at) where due_at is not null;

-- Every step of every request: who took it, when and why, and the whole request after it.
create table change_request_history (
    id       uuid        not null,
    version  bigint      not null,
    flag     text        not null,
    state    text        not null,
    type     text        not null,
    time     timestamptz not null,
    cause    jsonb       not null,
    changes  json        not null,
    document jsonb       not null,
    primary key (id, version)
);
