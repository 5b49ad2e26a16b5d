-- Features, and plans and add-ons, as they stand: the documents are the whole. The id is the key. What bucket and
-- fingerprint are, the Digest schema says.
create table feature (
    id          text primary key,
    version     bigint  not null,
    event_id    uuid    not null,
    kind        text    not null,
    deprecated  boolean not null,
    document    jsonb   not null,
    bucket      int generated always as (get_byte(decode(md5(id), 'hex'), 0)) stored,
    fingerprint bigint generated always as
        (('x' || left(md5(id || ':' || version::text), 16))::bit(64)::bigint) stored
);

create table plan (
    id          text primary key,
    version     bigint not null,
    event_id    uuid   not null,
    name        text   not null,
    kind        text   not null,
    only_for    uuid,
    document    jsonb  not null,
    bucket      int generated always as (get_byte(decode(md5(id), 'hex'), 0)) stored,
    fingerprint bigint generated always as
        (('x' || left(md5(id || ':' || version::text), 16))::bit(64)::bigint) stored
);

-- Every version there ever was, whole, with what led to it. The changes are json and not jsonb, which would sort their
-- fields: what is sent again is to be what was sent, byte for byte.
create table feature_history (
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

create table plan_history (
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

-- Which state of the catalog this is. Who changes it holds the row alone, who computes with it shares the row. A number
-- comes from the sequence and so never comes again, not even after a rollback: what was read under it is never read for
-- another state. 0 is an empty catalog that was never changed.
create sequence catalog_state;
create table catalog_stamp (
    id text   primary key check (id = 'catalog'),
    n  bigint not null
);
insert into catalog_stamp values ('catalog', 0);
