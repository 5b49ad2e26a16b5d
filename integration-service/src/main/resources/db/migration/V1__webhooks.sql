-- Webhook endpoints as they stand, the removed ones too: the document is the whole. What bucket and fingerprint are, the Digest
-- schema says.
create table webhook_endpoint (
    id           uuid        primary key,
    version      bigint      not null,
    event_id     uuid        not null,
    payload      text        not null,
    ordered      boolean     not null,
    every_tenant boolean     not null,  -- else webhook_endpoint_tenant has those that it is told of
    enabled      boolean     not null,
    removed      boolean     not null,
    since        timestamptz not null,  -- what happened before is not told
    document     jsonb       not null,
    bucket       int generated always as (get_byte(decode(md5(id::text), 'hex'), 0)) stored,
    fingerprint  bigint generated always as
        (('x' || left(md5(id::text || ':' || version::text), 16))::bit(64)::bigint) stored
);
create index webhook_endpoint_bucket on webhook_endpoint (bucket, id) include (fingerprint, version);
create index webhook_endpoint_live on webhook_endpoint (id) where not removed;

-- Every version there ever was, whole, with what led to it. The changes are json and not jsonb, so that what is sent again
-- is what was sent.
create table webhook_endpoint_history (
    id       uuid        not null,
    version  bigint      not null,
    event_id uuid        not null unique,
    type     text        not null,
    time     timestamptz not null,
    cause    jsonb       not null,
    changes  json        not null,
    document jsonb       not null,
    primary key (id, version)
);

-- What an event is held against: who asks for its type, and for its tenant. Follows from the document, and is empty of those
-- that were removed.
create table webhook_endpoint_type (
    type        text not null,  -- or a pattern
    endpoint_id uuid not null references webhook_endpoint,
    primary key (type, endpoint_id)
);
create index webhook_endpoint_type_of on webhook_endpoint_type (endpoint_id);
create table webhook_endpoint_tenant (
    tenant_id   uuid not null,
    endpoint_id uuid not null references webhook_endpoint,
    primary key (tenant_id, endpoint_id)
);
create index webhook_endpoint_tenant_of on webhook_endpoint_tenant (endpoint_id);

-- Secrets, each sealed for its endpoint by a key that is not in this database.
create table webhook_secret (
    id          uuid        primary key,
    endpoint_id uuid        not null references webhook_endpoint,
    sealed      bytea       not null,
    made_at     timestamptz not null,
    expires_at  timestamptz          -- null for the newest
);
create index webhook_secret_of on webhook_secret (endpoint_id, made_at);

-- Events that somebody is told of, for as long as they can be told again.
create table webhook_message (
    event_id  uuid        primary key,
    type      text        not null,
    tenant_id uuid,
    time      timestamptz not null,
    heard_at  timestamptz not null,
    thin      text        not null,  -- the body of a request, byte for byte
    full_body text                   -- the same with the aggregate; null when nobody asked for it, or its tenant is erased
);
create index webhook_message_heard on webhook_message (heard_at);
create index webhook_message_tenant on webhook_message (tenant_id) where tenant_id is not null;

-- One message for one endpoint. The id is the order in which they are told.
create table webhook_delivery (
    id          bigint generated always as identity primary key,
    endpoint_id uuid        not null references webhook_endpoint,
    event_id    uuid        not null references webhook_message on delete cascade,
    subject     text        not null,  -- topic and key of the aggregate
    state       text        not null,  -- PENDING, DELIVERED, FAILED, CANCELLED
    attempts    int         not null default 0,  -- since it was last asked for
    attempted   int         not null default 0,  -- ever
    due_at      timestamptz,
    created_at  timestamptz not null,
    ended_at    timestamptz,
    last_status int,
    last_error  text,
    replayed_by text,
    replayed_at timestamptz,
    unique (event_id, endpoint_id)
);
create index webhook_delivery_due on webhook_delivery (endpoint_id, due_at) where state = 'PENDING';
create index webhook_delivery_subject on webhook_delivery (endpoint_id, subject, id) where state = 'PENDING';
create index webhook_delivery_of on webhook_delivery (endpoint_id, id);

-- What was sent and what came back.
create table webhook_attempt (
    delivery_id bigint      not null references webhook_delivery on delete cascade,
    number      int         not null,
    time        timestamptz not null,
    took_ms     int         not null,
    url         text        not null,
    status      int,
    error       text,
    answer      text,                 -- the beginning of its body
    primary key (delivery_id, number)
);

-- Where each endpoint stands: one worker at a time sends to it, for as long as its lease holds, so that one that hangs delays
-- nobody but itself.
create table webhook_lane (
    endpoint_id  uuid    primary key references webhook_endpoint,
    open         boolean not null,     -- enabled and not removed
    due_at       timestamptz,          -- when something can be sent; null when nothing waits
    lease        uuid,
    leased_until timestamptz,
    failures     int     not null default 0,  -- in a row
    failing_since timestamptz,
    delivered_at timestamptz,
    failed_at    timestamptz
);
create index webhook_lane_due on webhook_lane ((greatest(due_at, coalesce(leased_until, due_at))))
    where open and due_at is not null;

-- Of whom nothing but ids may be kept any more.
create table webhook_erased_tenant (
    tenant_id uuid primary key
);
