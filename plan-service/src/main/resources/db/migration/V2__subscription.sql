-- What this service needs to know of a tenant: a local view, fed by cc.tenants.v1.
create table tenant (
    id              uuid        primary key,
    version         bigint      not null,
    slug            text        not null,
    name            text        not null,
    leaving         boolean     not null,  -- it is being deleted, or was
    registered_plan text,
    created_at      timestamptz not null,
    begun           boolean     not null default false,  -- it has, or had, a subscription
    gone            boolean     not null default false   -- it was purged
);
create index tenant_without on tenant (created_at, id) where not begun and not leaving and not gone;

-- Every version of governance that was heard, as far as it matters here: the past is computed with what held then.
create table governance (
    version      bigint      primary key,
    default_plan text,
    most_stores  bigint      not null,
    since        timestamptz not null
);

-- What a tenant has: the document is the whole, with its past. What bucket and fingerprint are, the Digest schema says.
create table subscription (
    id           uuid        primary key,  -- the tenant's
    version      bigint      not null,
    event_id     uuid        not null,     -- the event that told of this version
    plan         text        not null,
    plan_version int         not null,
    plain        boolean     not null,     -- neither add-ons nor overrides nor anything scheduled: as all of its plan
    uses         jsonb       not null,     -- an array of every 'plan/version' that it has or will have
    due_at       timestamptz,              -- when time alone changes it
    governance   bigint      not null,     -- version that its values were computed with
    updated_at   timestamptz not null,
    document     jsonb       not null,
    bucket       int generated always as (get_byte(decode(md5(id::text), 'hex'), 0)) stored,
    fingerprint  bigint generated always as
        (('x' || left(md5(id::text || ':' || version::text), 16))::bit(64)::bigint) stored
);
create index subscription_due on subscription (due_at) where due_at is not null;
create index subscription_governance on subscription (governance);
create index subscription_plan on subscription (plan, plan_version, id);
create index subscription_uses on subscription using gin (uses jsonb_path_ops);
create index subscription_bucket on subscription (bucket, id) include (fingerprint, version);

-- Every version there ever was, whole, with what led to it. The changes are json and not jsonb, so that what is sent again
-- is what was sent.
create table subscription_history (
    id       uuid        not null,
    version  bigint      not null,
    event_id uuid        not null,
    type     text        not null,
    time     timestamptz not null,
    cause    jsonb       not null,
    changes  json        not null,
    document jsonb       not null,
    primary key (id, version)
);

-- What provisioning-service asked for and has no answer to yet.
create table ask (
    tenant_id uuid        primary key,
    version   bigint      not null,
    attempt   int         not null,
    asked_at  timestamptz not null
);
