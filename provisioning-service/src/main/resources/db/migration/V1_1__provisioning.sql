-- Which tenant services there are, and how far each of them is with each tenant.

create table tenant_service (
    key                text        primary key,
    name               text        not null,
    required           boolean     not null,
    attempt_timeout_ms bigint      not null,
    first_backoff_ms   bigint      not null,
    most_backoff_ms    bigint      not null,
    version            bigint      not null,
    updated_at         timestamptz not null,
    event_id           uuid        not null   -- the event that told of this version
);

create table tenant_service_history (
    key      text        not null,
    version  bigint      not null,
    event_id uuid        not null,
    type     text        not null,
    at       timestamptz not null,
    actor    jsonb       not null,
    reason   text,
    snapshot jsonb       not null,
    primary key (key, version)
);

-- One row. Rises when a service appears or becomes required or not; provisionings that followed an older generation catch up.
create table service_generation (
    only_row   boolean primary key default true check (only_row),
    generation bigint  not null
);
insert into service_generation (generation) values (1);

-- What this service needs to know of a tenant: a local view, fed by cc.tenants.v1.
create table tenant (
    id      uuid    primary key,
    version bigint  not null,
    slug    text    not null,
    name    text    not null,
    gone    boolean not null default false
);

create table provisioning (
    tenant_id       uuid        primary key,
    desired_version bigint      not null,
    ready           boolean     not null,
    paused          boolean     not null,
    services        jsonb       not null,  -- an array, one element a service
    status          text        not null,
    stuck_since     timestamptz,
    due_at          timestamptz,           -- when time alone moves it on
    followed        bigint      not null,  -- generation of tenant services
    version         bigint      not null,
    updated_at      timestamptz not null,
    event_id        uuid        not null   -- the event that told of this version
);
create index provisioning_due on provisioning (due_at) where due_at is not null;
create index provisioning_followed on provisioning (followed);
create index provisioning_status on provisioning (status, updated_at);
create index provisioning_updated on provisioning (updated_at, tenant_id);
create index provisioning_services on provisioning using gin (services jsonb_path_ops);

create table provisioning_history (
    tenant_id uuid        not null,
    version   bigint      not null,
    event_id  uuid        not null,
    type      text        not null,
    at        timestamptz not null,
    actor     jsonb       not null,
    reason    text,
    snapshot  jsonb,                       -- null at the end
    primary key (tenant_id, version)
);
