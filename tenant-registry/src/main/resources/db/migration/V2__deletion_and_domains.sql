-- Deletion. The document says all of it; these columns are what the clock looks for.
alter table tenant
    add column due_at     timestamptz,  -- when time alone moves a deletion on
    add column deleted_at timestamptz,
    add column purged_at  timestamptz,  -- when the tombstone was sent
    add column slug_taken boolean not null default true;
create index tenant_due_at on tenant (due_at) where due_at is not null;
create index tenant_deleted_at on tenant (deleted_at) where deleted_at is not null and slug_taken;

-- A slug is unique among those that hold it; a deleted tenant lets go of it after a cool-down.
alter table tenant drop constraint tenant_slug_key;
create unique index tenant_slug_key on tenant (slug) where slug_taken;
create index tenant_slug on tenant (slug, id);

-- A domain is verified for one tenant at most. Claims that are not proven stand in the document alone.
create table tenant_domain (
    domain     text        not null,
    tenant_id  uuid        not null references tenant,
    checked_at timestamptz not null,
    constraint tenant_domain_owner primary key (domain)
);
create index tenant_domain_checked_at on tenant_domain (checked_at);
alter table tenant drop constraint tenant_primary_domain_key;

create table deletion_certificate (
    tenant_id uuid        primary key,
    key_id    text        not null,
    jws       text        not null,
    issued_at timestamptz not null
);
-- Public halves of all keys that ever signed a certificate, as JSON Web Keys; private ones are not in the database.
create table certificate_key (
    key_id        text        primary key,
    jwk           text        not null,
    first_used_at timestamptz not null
);
