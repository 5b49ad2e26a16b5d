-- Usage keys, the revoked ones too. Of a key's secret only a hash is kept; the document is the rest.
create table usage_key (
    id           uuid    primary key,
    version      bigint  not null,
    active       boolean not null,  -- not revoked
    hash         text    not null,  -- SHA-256 of the secret, hexadecimal
    document     jsonb   not null,
    last_used_at timestamptz        -- no part of a version: it lags some seconds behind
);
create index usage_key_active on usage_key (id) include (version) where active;

-- Every version there ever was, whole, with what led to it.
create table usage_key_history (
    id       uuid        not null,
    version  bigint      not null,
    type     text        not null,
    time     timestamptz not null,
    cause    jsonb       not null,
    changes  json        not null,
    document jsonb       not null,
    primary key (id, version)
);
