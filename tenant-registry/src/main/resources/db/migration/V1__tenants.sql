-- A tenant as it stands. The document is the whole; the columns beside it are what is searched and sorted by.
create table tenant (
    id             uuid primary key,
    version        bigint      not null,
    event_id       uuid        not null,
    slug           text        not null,
    name           text        not null,
    kind           text        not null,
    status         text        not null,
    region         text        not null,
    primary_domain text,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    document       jsonb       not null,
    search_words   text        not null,
    words          tsvector generated always as (to_tsvector('simple', search_words)) stored,
    constraint tenant_slug_key unique (slug),
    constraint tenant_primary_domain_key unique (primary_domain)
);
create index tenant_words on tenant using gin (words);
create index tenant_labels on tenant using gin ((document -> 'labels') jsonb_path_ops);
create index tenant_created_at on tenant (created_at, id);
create index tenant_updated_at on tenant (updated_at, id);
create index tenant_name on tenant (name, id);
create index tenant_status on tenant (status, created_at, id);

-- Every version there ever was, whole, with what led to it.
create table tenant_history (
    tenant_id      uuid        not null,
    version        bigint      not null,
    event_id       uuid        not null unique,
    type           text        not null,
    time           timestamptz not null,
    actor_id       text        not null,
    actor_kind     text        not null,
    actor_name     text,
    reason         text,
    correlation_id text,
    causation_id   text,
    changes        jsonb       not null,
    document       jsonb       not null,
    primary key (tenant_id, version)
);
create index tenant_history_time on tenant_history (tenant_id, time);
create index tenant_hosts on tenant using gin ((document -> 'hosts') jsonb_path_ops);
