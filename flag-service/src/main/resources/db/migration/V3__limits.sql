-- Who can have rate limits: a tenant or a plan. Whoever changes one of its limits holds its row, so that they are counted
-- right and nobody sets one for a tenant that is being forgotten. A forgotten tenant's row stays.
create table rate_limit_holder (
    id        text    primary key,  -- tenant/<id> or plan/<key>
    forgotten boolean not null default false
);

-- Rate limits as they stand, the removed ones too: the document is the whole. What bucket and fingerprint are, the Digest
-- schema says.
create table rate_limit (
    id          text    primary key,  -- tenant/<id>/<class> or plan/<key>/<class>
    version     bigint  not null,
    event_id    uuid    not null,
    holder      text    not null,
    call_class  text    not null,
    stage       text    not null,
    removed     boolean not null,
    expires_at  timestamptz,
    document    jsonb   not null,
    bucket      int generated always as (get_byte(decode(md5(id), 'hex'), 0)) stored,
    fingerprint bigint generated always as
        (('x' || left(md5(id || ':' || version::text), 16))::bit(64)::bigint) stored
);
create index rate_limit_holder_id on rate_limit (holder) where not removed;
create index rate_limit_class on rate_limit (call_class) where not removed;
create index rate_limit_due on rate_limit (expires_at) where not removed and expires_at is not null;
create index rate_limit_bucket on rate_limit (bucket, id) include (fingerprint, version);

-- Every version there ever was, whole, with what led to it. The changes are json and not jsonb, so that what is sent again
-- is what was sent.
create table rate_limit_history (
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
