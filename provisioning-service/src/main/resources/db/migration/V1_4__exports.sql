-- What tenant services hand over of a tenant before they erase it. Stored in pieces, so that nobody holds it in memory.

create table tenant_export (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    service      text        not null,
    attempt      int         not null,
    sha256       text        not null,  -- lower-case hex
    bytes        bigint      not null,
    content_type text        not null,
    begun_at     timestamptz not null,
    touched_at   timestamptz not null,  -- when a piece came last
    stored_at    timestamptz,           -- null while it comes
    settled      boolean     not null default false,  -- the service's report of it counted
    erased_at    timestamptz            -- when the tenant was erased; the retention counts from it
);
create unique index tenant_export_stored on tenant_export (tenant_id, service, sha256) where stored_at is not null;
create index tenant_export_coming on tenant_export (touched_at) where stored_at is null;
create index tenant_export_erased on tenant_export (erased_at) where erased_at is not null;

create table tenant_export_piece (
    export_id uuid  not null references tenant_export (id) on delete cascade,
    no        int   not null,
    data      bytea not null,
    primary key (export_id, no)
);
-- Exports are compressed already, as a rule.
alter table tenant_export_piece alter column data set storage external;

-- Who took which export.
create table tenant_export_download (
    id        uuid        primary key,
    tenant_id uuid        not null,
    service   text        not null,
    sha256    text        not null,
    at        timestamptz not null,
    actor     jsonb       not null
);
create index tenant_export_download_tenant on tenant_export_download (tenant_id, at);

-- What this service needs to know of the platform's limits: a local view, fed by cc.governance.v1.
create table governance_view (
    only_row         boolean primary key default true check (only_row),
    version          bigint not null,
    export_retention bigint not null    -- seconds
);
