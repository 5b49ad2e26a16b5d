-- Flags as they stand: the document is the whole. The id is the key. What bucket and fingerprint are, the Digest schema says.
create table flag (
    id          text        primary key,
    version     bigint      not null,
    event_id    uuid        not null,
    name        text        not null,
    description text        not null,
    kind        text        not null,
    owner       text        not null,
    tags        jsonb       not null,  -- {"all": [...]}
    sensitive   boolean     not null,
    archived    boolean     not null,
    killed      boolean     not null,  -- a kill switch stands
    stale_at    timestamptz,           -- when it should be gone by
    due_at      timestamptz,           -- when time alone changes it
    uses        jsonb       not null,  -- {"all": [...]}: the shared evaluators in it, however far; none of an archived one
    tenants     jsonb       not null,  -- {"all": [...]}: every tenant that it names
    document    jsonb       not null,
    bucket      int generated always as (get_byte(decode(md5(id), 'hex'), 0)) stored,
    fingerprint bigint generated always as
        (('x' || left(md5(id || ':' || version::text), 16))::bit(64)::bigint) stored
);
create index flag_due on flag (due_at) where due_at is not null;
create index flag_killed on flag (id) where killed;
create index flag_uses on flag using gin (uses jsonb_path_ops);
create index flag_tenants on flag using gin (tenants jsonb_path_ops);
create index flag_bucket on flag (bucket, id) include (fingerprint, version);

-- Every version there ever was, whole, with what led to it. The changes are json and not jsonb, which would sort their
-- fields: what is sent again is to be what was sent, byte for byte.
create table flag_history (
    id       text        not null,
    version  bigint      not null,
    event_id uuid        not null unique,
    type     text        not null,
    time     timestamptz not null,
    cause    jsonb       not null,
    changes  json        not null,
    document jsonb       not null,
    primary key (id, version)
);
create index flag_history_glass on flag_history (time) where type = 'flag.changed-by-break-glass';

-- Pieces of targeting that flags refer to. They have no topic: readers get them inside of the flags.
create table evaluator (
    id       text    primary key,
    version  bigint  not null,
    deleted  boolean not null,
    document jsonb   not null
);

create table evaluator_history (
    id       text        not null,
    version  bigint      not null,
    type     text        not null,
    time     timestamptz not null,
    cause    jsonb       not null,
    changes  json        not null,
    document jsonb       not null,
    primary key (id, version)
);

-- Which state of the evaluators this is. Who changes one, or erases a tenant, holds the row alone, and then locks flags in the
-- order of their keys; who changes a flag shares the row, and then locks the flag. A number comes from the sequence and so
-- never comes again, not even after a rollback: what was read under it is never read for another state.
create sequence evaluator_state;
create table evaluator_stamp (
    id text   primary key check (id = 'evaluators'),
    n  bigint not null
);
insert into evaluator_stamp values ('evaluators', 0);

-- Tenants whose data were erased here: no flag names them again.
create table tenant_erased (
    id        uuid        primary key,
    erased_at timestamptz not null
);
