-- Credentials of tenant services. Their secrets are kept by the broker, as SCRAM, and here as hashes of 256 random bits.

create table tenant_service_credential (
    service       text        not null,
    no            int         not null,
    kafka_user    text        not null unique,
    state         text        not null,  -- MAKING, ACTIVE, REVOKING, REVOKED
    token_sha256  text        unique,    -- of the bearer token, while it counts
    created_at    timestamptz not null,
    created_by    jsonb       not null,
    reason        text,
    revoked_at    timestamptz,
    revoked_by    jsonb,
    revoke_reason text,
    primary key (service, no)
);

-- Who works on a service's credentials: the broker and the registry know no transaction of this database.
create table tenant_service_onboarding (
    service       text        primary key,
    claimed_until timestamptz not null
);
