-- Campaigns as they stand: the document is the whole, the id is the key. What bucket and fingerprint are, docs/truth.md says.
create table campaign (
    id          text   primary key,
    version     bigint not null,
    event_id    uuid   not null,
    state       text   not null,
    document    jsonb  not null,
    bucket      int generated always as (get_byte(decode(md5(id), 'hex'), 0)) stored,
    fingerprint bigint generated always as
        (('x' || left(md5(id || ':' || version::text), 16))::bit(64)::bigint) stored
);
create index campaign_bucket on campaign (bucket, id) include (fingerprint, version);

-- Every version there ever was, whole, with what led to it. The changes are json and not jsonb, which would sort their
-- fields: what is sent again is to be what was sent, byte for byte.
create table campaign_history (
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
